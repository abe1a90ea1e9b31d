"""Leading firms: who says so, how they spread over the county, how they are found."""
