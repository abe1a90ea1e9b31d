"""The first step: ask an agency for a table, and keep each answer as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable

from vbdash.refresh.agencies import agency, base
from vbdash.refresh.answers import Store
from vbdash.refresh.description import Description
from vbdash.refresh.http import Request, Session
from vbdash.refresh.problems import Stopped
from vbdash.refresh.scope import Scope
from vbdash.refresh.selection import select

#: Told after each answer: table, answers that are there, answers in all.
Told = Callable[[str, int, int], None]


def fetch(
    description: Description, scope: Scope, session: Session, store: Store, told: Told
) -> None:
    """Ask for a table: first which codes it has, then for what the description wants.

    Raises
    ------
    Stopped
        When a code is gone or the agency does not answer. What has come is kept, and the next
        fetch goes on from there.
    """
    where, speaks = base(description.agency), agency(description.agency)
    known = speaks.outline_request(description, where)
    outline_answer = session.ask(known)
    store.begin(description.id, outline_answer, session.now())
    outline = speaks.cubes(description, [outline_answer])[0]
    selection, wrong = select(description, outline, scope)
    if wrong:
        raise Stopped(wrong)
    queue: list[Request] = speaks.data_requests(description, where, outline, selection)
    done: list[Request] = [known]
    told(description.table, 0, len(queue))
    while queue:
        answer = store.kept(description.id, queue[0], session.now())
        if answer is None:
            answer = session.ask(queue[0])
            store.keep(description.id, answer)
        done.append(queue.pop(0))
        more = speaks.following(answer)
        if more is not None and more not in done:
            queue.insert(0, more)
        told(description.table, len(done) - 1, len(done) - 1 + len(queue))
    store.plan(description.id, scope, done)
