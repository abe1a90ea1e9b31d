"""What is told with the data: slides made from indicators, charts and sentences. No Streamlit.

A slide (:class:`~vbdash.exhibit.Exhibit`) is one message: a title that says what is found, one picture,
the table behind it, its sources. The app shows it, and :mod:`vbdash.reports` writes it.
"""

from vbdash.slides.deck import CHAPTERS, Deck, slide, story_keys

__all__ = ["CHAPTERS", "Deck", "slide", "story_keys"]
