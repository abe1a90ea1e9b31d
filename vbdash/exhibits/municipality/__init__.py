"""What one municipality's page shows."""
