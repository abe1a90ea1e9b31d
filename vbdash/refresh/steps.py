"""The five steps of a refresh, each on its own or one after the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pandas as pd

from vbdash.data.atomic import write_whole
from vbdash.data.dataset import Dataset, load
from vbdash.data.faults import Fault, fault
from vbdash.data.refreshed import EDITIONS, served_edition
from vbdash.refresh import problems as say
from vbdash.refresh.agencies import session
from vbdash.refresh.answers import FILE, Frozen, Store, read_answers
from vbdash.refresh.check import Known, check_clock, check_figures
from vbdash.refresh.compile import Compiled, compile_edition
from vbdash.refresh.description import Description, descriptions
from vbdash.refresh.fetch import fetch
from vbdash.refresh.figures import COLUMNS, figures_of
from vbdash.refresh.files import described_by
from vbdash.refresh.http import Answer, Request, Session
from vbdash.refresh.problems import AGENCY, MACHINE, Stopped
from vbdash.refresh.publish import manifest, publish, write_edition
from vbdash.refresh.scope import Scope, level_of
from vbdash.refresh.selection import select

STEPS: Final = ("fetch", "freeze", "check", "compile", "publish")
_CANDIDATE: Final = "candidate.json"


def named(what: str, described: Sequence[Description] | None = None) -> tuple[Description, ...]:
    """Return the descriptions of an agency, of one table, or all of them.

    Raises
    ------
    Stopped
        When there is no such agency or table.
    """
    known = tuple(descriptions() if described is None else described)
    asked = what.casefold()
    found = tuple(d for d in known if asked in {"all", d.agency, d.table.casefold(), d.id})
    if not found:
        choices = ", ".join(["all", *sorted({d.agency for d in known}), *(d.table for d in known)])
        raise Stopped([fault("refresh", say.KNOWN_AGENCY, found=what, choices=choices)])
    return found


@dataclass
class Job:
    """A refresh of some tables of one data directory.

    Attributes
    ----------
    directory
        The data directory.
    described
        The tables.
    counties
        Whose municipalities are wanted; none for all of Sweden.
    told
        Told of progress: table, answers that are there, answers in all.
    now, sessions
        The time and how agencies are asked; tests put their own in place.
    """

    directory: Path
    described: Sequence[Description]
    counties: tuple[str, ...] = ()
    told: Callable[[str, int, int], None] = lambda *_: None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sessions: Callable[[str], Session] = session
    calls: int = 0
    _opened: dict[str, Session] = field(default_factory=dict)
    _taken: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.store = Store(self.directory)
        self.served = load(self.directory)
        self.scope = Scope.of(self.served, self.counties)

    def fetch(self) -> None:
        """Ask for every table; what has come is kept whatever happens.

        Raises
        ------
        Stopped
            With what is wrong with every table; an agency that does not answer is not asked for
            its other tables.
        """
        found: list[Fault] = []
        codes: list[int] = []
        down: set[str] = set()
        for each in self.described:
            if each.agency in down:
                continue
            if each.agency not in self._opened:
                self._opened[each.agency] = replace(self.sessions(each.agency), now=self.now)
            try:
                fetch(each, self.scope, self._opened[each.agency], self.store, self.told)
            except Stopped as stopped:
                found += stopped.faults
                codes.append(stopped.code)
                down |= {each.agency} if stopped.code in {AGENCY, MACHINE} else set()
        self.calls = sum(each.asked for each in self._opened.values())
        if found:
            raise Stopped(found, max(codes))

    def freeze(self) -> None:
        """Seal what was fetched."""
        for each in self.described:
            self.store.freeze(each, self.now())

    def take(self, name: str, content: bytes, *, latest: bool = True) -> Frozen:
        """Freeze a file that a person has in hand, in the place of fetched answers.

        Parameters
        ----------
        name
            What the file is called, without its folder.
        content
            Its bytes.
        latest
            Whether later runs take it for the latest state of its table, too.

        Raises
        ------
        Stopped
            When it is no table that there is a description of.
        """
        known = [each for each in self.described if each.agency == "scb"]
        description = described_by(known, name, content, self.scope)
        stamp = f"{self.now():%Y-%m-%dT%H:%M:%SZ}"
        answer = Answer(Request(name, kind=FILE), content, stamp)
        cube = read_answers(description, [answer])[0]
        scope = _held(self.scope, cube.codes.get(description.regions, ()))
        frozen = self.store.put(description.id, scope, [answer], latest=latest)
        self.described = [description]
        self._taken = {description.id: frozen.name}
        return frozen

    def check(self) -> dict[str, Frozen]:
        """Check the latest frozen state of every table; return them when all is well.

        Raises
        ------
        Stopped
            With everything that looks wrong, in all tables.
        """
        states: dict[str, Frozen] = {}
        found: list[Fault] = []
        code = say.SUSPICIOUS
        for each in self.described:
            name = self._taken.get(each.id) or self.store.latest(each.id).get("state")
            if not name:
                raise Stopped([fault(each.place(), say.FROZEN)])
            states[each.id] = self.store.read(each.id, name)
            try:
                wrong = self._wrong(each, states[each.id])
            except Stopped as stopped:
                wrong = list(stopped.faults)
            found += wrong
            if any(one.expected == say.CLOCK_OLDER for one in wrong):
                code = MACHINE
        if found:
            raise Stopped(found, code)
        return states

    def compile(self) -> Compiled:
        """Make an edition, put it beside the others, and name it as what is published next."""
        compiled = self.beside()
        named_file = self.directory / EDITIONS / _CANDIDATE
        write_whole(named_file, json.dumps({"edition": compiled.name}).encode())
        return compiled

    def beside(self) -> Compiled:
        """Make an edition of what is served and the new states, and put it beside the others."""
        fresh = self.check()
        described = {each.id: each for each in [*descriptions(), *self.described]}
        states = self._states(fresh)
        missing = sorted(set(states) - set(described))
        if missing:
            raise Stopped([fault(missing[0], say.DESCRIBED, detail=missing[0])])
        shipped = load(self.directory, edition="")
        compiled = compile_edition(list(described.values()), states, shipped)
        write_edition(self.directory, compiled)
        return compiled

    def publish(self) -> str:
        """Serve the edition that was compiled last; nothing when it is served already."""
        try:
            raw = json.loads((self.directory / EDITIONS / _CANDIDATE).read_bytes())
            name = str(raw["edition"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Stopped([fault(EDITIONS, say.COMPILED)]) from error
        return name if publish(self.directory, name, self.now()) else ""

    def figures(self, description: Description, state: Frozen) -> pd.DataFrame:
        """Return the figures that a frozen state has."""
        return figures_of(description, read_answers(description, state.data), state.scope)[0]

    def _wrong(self, description: Description, state: Frozen) -> list[Fault]:
        outline = read_answers(description, state.outline) if state.outline else []
        cubes = read_answers(description, state.data)
        found = [one for cube in outline for one in select(description, cube, state.scope)[1]]
        if found:
            return found
        figures, found = figures_of(description, cubes, state.scope)
        updated = max((cube.updated for cube in [*outline, *cubes]), default="")
        found += check_clock(description, updated, self.now())
        return found or check_figures(description, figures, self._known(description, state.scope))

    def _known(self, description: Description, scope: Scope) -> Known:
        regions = self.served.regions
        municipal = regions[regions["level"] == "municipality"]
        parents = {str(code): str(parent) for code, parent in municipal["parent"].items()}
        return Known(scope, parents, _served(self.served, description))

    def _states(self, fresh: Mapping[str, Frozen]) -> dict[str, list[Frozen]]:
        """Return every state that makes up the next edition: a wider one takes the place of others."""
        served = served_edition(self.directory)
        before = manifest(self.directory, served)["states"] if served else {}
        every = Scope.of(self.served)
        states: dict[str, list[Frozen]] = {}
        for table, names in before.items():
            new = fresh.get(table)
            if new is None or not new.scope.covers(every):  # else nothing of the older ones is left
                states[table] = [self.store.read(table, name) for name in names]
        for table, new in fresh.items():
            kept = [old for old in states.get(table, []) if not new.scope.covers(old.scope)]
            states[table] = [*kept, new]
        return states


def _held(scope: Scope, codes: Sequence[str]) -> Scope:
    """Return the regions that a file must have: whole counties, all of them where it has most."""
    there = set(codes) & set(scope.regions)
    counties = {code[:2] for code in there if level_of(code) == "municipality"}
    if len(there) > len(scope.regions) / 2:
        return scope
    return Scope(tuple(code for code in scope.regions if code in there or code[:2] in counties))


def _served(dataset: Dataset, description: Description) -> pd.DataFrame:
    """Return the served figures of a table, with the columns of figures."""
    if description.kind == "commuting":
        if "commuting" not in dataset.tables:
            return pd.DataFrame(columns=COLUMNS)
        names = {"workplace": "region_code", "residence": "other"}
        rows = dataset.table("commuting").rename(columns=names)
        rows = rows.assign(measure="commuting", sector="TOTAL", sign="")
    else:
        rows = dataset.table("observations")
        own = (rows["source_id"] == description.id) & (rows["series"] == description.series)
        rows = rows[own].assign(other="", sign="")
    kinds = dict.fromkeys(["measure", "sector", "region_code", "other"], "object")
    return rows[COLUMNS].astype(kinds)
