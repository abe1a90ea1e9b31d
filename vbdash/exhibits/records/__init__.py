"""The region's own records: reach, spread, needs and where to go next, and what anybody may see of them.

Made of records that are given: a visitor's own are nobody else's, so that these are not remembered.
"""
