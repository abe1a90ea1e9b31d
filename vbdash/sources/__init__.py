"""What comes from outside: people's files, statistics agencies, registers."""
