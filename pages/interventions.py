"""Who has been reached: what is published, what is on open record, and the region's own records."""

from vbdash.ui import not_loaded
from vbdash.ui.interventions import actors, support
from vbdash.ui.interventions import page as interventions
from vbdash.ui.records import own
from vbdash.ui.session import current_view

view = current_view("interventions")

interventions.opening(view)
part = interventions.choose_part(view)
if part == "publicerat":
    interventions.published(view)
elif part == "stod":
    if not_loaded.support_loaded(view):
        support.on_record(view)
        actors.areas(view)
    else:
        support.nothing_loaded(view)
    if not_loaded.actors_loaded(view):
        actors.actors(view)
else:
    own.own_records(view)
interventions.other_parts(view, part)
