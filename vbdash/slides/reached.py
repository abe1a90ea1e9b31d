"""Who has been reached, as far as it is published or the region's own records say."""

from __future__ import annotations

from vbdash.exhibit import Exhibit, reads
from vbdash.exhibits import programme
from vbdash.exhibits import support as on_record
from vbdash.indicators import loaded
from vbdash.sentences import slides as titles
from vbdash.view import View


@reads()
def reached(view: View) -> Exhibit | None:
    """Say what is published about firms met and helped; None where that is another county's."""
    return programme.reached(view) if loaded.article(view.dataset).here else None


@reads("municipalities")
def support(view: View) -> Exhibit | None:
    """Projects with EU money that name some of the county's municipalities."""
    made = on_record.ranking(view) if loaded.support(view.dataset).here else None
    if made is None:
        return None
    first, last = made.table.iloc[0], made.table.iloc[-1]
    title = titles.support_title(
        view.tx,
        most=first["label"],
        projects=int(first["value"]),
        fewest=int(last["value"]),
    )
    return made.replace(key="support", title=title, sentence=f"{title}.")
