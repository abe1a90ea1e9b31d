"""Facts found in the data: what is high, low, first, last, new or unlike the rest."""
