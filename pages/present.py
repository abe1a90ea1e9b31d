"""Presenting: the slides in the room, and the deck to take along."""

from vbdash.ui.present import page as present
from vbdash.ui.present import show as present_show
from vbdash.ui.session import current_view

view = current_view("present")
deck = present.deck_of(view)
if present_show.number(len(deck.slides)) is None:
    present.arrange(view, deck)
else:
    present_show.show_deck(deck, present.paper(view))
