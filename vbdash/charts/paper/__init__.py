"""Charts and maps drawn without a browser: SVG and PNG for files, slides and hand-outs."""
