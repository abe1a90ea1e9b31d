"""Who has been reached: what is published, what is on open record, and the region's own records."""

from vbdash.ui import interventions, interventions_actors, interventions_own, interventions_record
from vbdash.ui.view import current_view

view = current_view()

interventions.opening(view)
part = interventions.choose_part(view)
if part == "publicerat":
    interventions.published(view)
elif part == "stod":
    interventions_record.on_record(view)
    interventions_actors.areas(view)
    interventions_actors.actors(view)
else:
    interventions_own.own_records(view)
