"""Who has been reached: what is published, what is on open record, and the region's own records."""

from vbdash.ui import (
    interventions,
    interventions_actors,
    interventions_own,
    interventions_record,
    not_loaded,
)
from vbdash.ui.view import current_view

view = current_view()

interventions.opening(view)
part = interventions.choose_part(view)
if part == "publicerat":
    interventions.published(view)
elif part == "stod":
    if not_loaded.support_loaded(view):
        interventions_record.on_record(view)
        interventions_actors.areas(view)
    else:
        interventions_record.nothing_loaded(view)
    if not_loaded.actors_loaded(view):
        interventions_actors.actors(view)
else:
    interventions_own.own_records(view)
