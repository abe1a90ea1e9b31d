"""The start: three figures beside the article's claims, the way to one's municipality, the map."""

from vbdash.ui.explorer.page import explorer
from vbdash.ui.overview import page as overview
from vbdash.ui.session import current_view

view = current_view("")

overview.opening(view)
overview.figures(view)
overview.choose_municipality(view)
explorer(view)
overview.claims(view)
overview.share_over_time(view)
overview.found_facts(view)
