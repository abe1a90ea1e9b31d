"""Maps: what is drawn where, in which class and colour, as a value and for deck.gl."""
