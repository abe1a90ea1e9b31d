"""The region's own records on the page of those reached."""
