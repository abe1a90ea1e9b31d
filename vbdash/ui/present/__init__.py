"""The page of slides and hand-outs."""
