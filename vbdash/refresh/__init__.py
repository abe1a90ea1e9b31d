"""Statistics agencies: fetch, freeze, check, compile, publish, and what has changed.

Five steps, each of which can be run alone. A table is described by a file in ``tables/``; none of
the code knows a table. Whatever looks wrong stops before anything is published.
"""
