"""The only readers of the data package: tables in, faults or a data set out."""
