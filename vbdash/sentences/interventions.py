"""What is said about interventions: labels of codes, and sentences made from the figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vbdash.text import Text, msg

#: Kinds of record of public support.
KINDS = {
    "eu_project": msg("EU regional fund 2014–2020 (granted)"),
    "eu_priority": msg("EU funds (prioritised)"),
    "kohesio": msg("EU regional fund (Kohesio)"),
    "regional_grant": msg("Regional growth funds"),
    "vinnova": msg("Vinnova"),
    "award": msg("Awards to single firms and incubators"),
}
ACTORS = {
    "authority": msg("Authority or region"),
    "advice": msg("Adviser"),
    "finance": msg("Financier"),
    "incubator": msg("Incubator"),
    "science_park": msg("Science park"),
    "institute": msg("Research institute"),
    "university": msg("University"),
    "cluster": msg("Cluster"),
    "municipality": msg("Municipality or its company"),
    "chamber": msg("Business organisation"),
    "network": msg("Cooperation"),
}
HELP = {
    "advice": msg("Advice and business development"),
    "finance": msg("Money"),
    "incubation": msg("Incubation and growth"),
    "research": msg("Research and testing"),
    "digitalisation": msg("Digitalisation and automation"),
    "skills": msg("Skills"),
    "network": msg("Networks and coordination"),
}
THEMES = {
    "digitalisation": msg("Digitalisation"),
    "skills": msg("Skills supply"),
    "sustainability": msg("Sustainability"),
}
#: What the target group is counted by: the visitor's own file, the region's table, or neither.
BASES = {
    ("register", True): msg("your register of firms"),
    ("counts", True): msg("your table of counts"),
    ("register", False): msg("the region's register of firms"),
    ("counts", False): msg("the region's table of counts"),
    ("national", False): msg("firms in the national company register"),
    ("workplaces", False): msg("published workplaces, as a stand-in for firms"),
}
GROUPS = {"coast": msg("Coast"), "inland": msg("Inland")}
AIMS = {
    "even": msg("As even reach as possible"),
    "few_journeys": msg("Most firms per journey"),
    "inland_first": msg("Inland first"),
}
VERDICTS = {
    "lower": msg("clearly lower"),
    "somewhat_lower": msg("somewhat lower"),
    "similar": msg("within what chance explains"),
    "somewhat_higher": msg("somewhat higher"),
    "higher": msg("clearly higher"),
}


def dates(tx: Text, first: str, last: str) -> str:
    """Write a span of dates, each as exactly as it is known: 2016; January 2019–March 2021."""
    begins, ends = (_date(tx, each) for each in (first, last))
    if first == last or last == first[:4]:
        return begins
    return f"{begins}–{ends}"


def _date(tx: Text, text: str) -> str:
    year, *rest = (int(part) for part in text.split("-"))
    if not rest:
        return str(year)
    day = tx.date(date(year, rest[0], rest[1] if len(rest) > 1 else 1))
    # A month is a date without its day, which comes first in both languages.
    return day if len(rest) > 1 else day.partition(" ")[2]


def headline(tx: Text, helped: float) -> str:
    """Say the whole published record in a sentence."""
    return tx(
        "Hundreds of industrial firms were met and {helped} got concrete help. "
        "We found nothing published on which they are or where.",
        helped=tx.number(helped),
    )


def watermark(tx: Text) -> str:
    """Mark made-up figures, on screen and in every file."""
    return tx("MADE-UP EXAMPLE: no firm and no figure here exists.")


def withheld_note(tx: Text, limit: int, count: int) -> str:
    """Say what is withheld in the public view, and why."""
    return tx.plural(
        "Counts of firms are rounded down to whole fives: 10 stands for 10 to 14. Counts below "
        "{limit} are withheld, {n} figure in all, and others are lowered where they would give "
        "them away. A single firm could otherwise be recognised.",
        "Counts of firms are rounded down to whole fives: 10 stands for 10 to 14. Counts below "
        "{limit} are withheld, {n} figures in all, and others are lowered where they would give "
        "them away. A single firm could otherwise be recognised.",
        count,
        limit=limit,
    )


def places_sentence(tx: Text, names: Sequence[str], most: int, targeted: int) -> str:
    """Say which municipality most targeted projects name."""
    return tx(
        "Of the EU regional fund's projects 2014–2016, {targeted} single out some of the county's "
        "municipalities. Named most often: {names} ({most}).",
        targeted=tx.number(targeted),
        names=tx.listing(names),
        most=tx.number(most),
    )


def places_title(tx: Text, names: Sequence[str], most: int) -> str:
    """Say which municipality most targeted projects name, without a full stop."""
    return tx(
        "EU projects aimed at some of the county's municipalities name {names} most often: {most}",
        names=tx.listing(names), most=tx.number(most),
    )  # fmt: skip


def years_title(tx: Text, projects: int, year: int, most: int) -> str:
    """Say how many projects are on record and when most of them began, without a full stop."""
    return tx(
        "{projects} projects and grants that concern the county are on record; the largest number from one year, {most}, is from {year}",
        projects=tx.number(projects), most=tx.number(most), year=year,
    )  # fmt: skip


def years_sentence(tx: Text, projects: int, amount: float, year: int, most: int) -> str:
    """Say how many projects are on record, and when most of them began."""
    return tx(
        "{projects} projects, grants and awards that concern the county are on record, "
        "{amount} million SEK where an amount is stated. The largest number from one year, {most}, is from {year}.",
        projects=tx.number(projects),
        amount=tx.number(amount / 1e6),
        most=tx.number(most),
        year=year,
    )


def base_text(tx: Text, basis: str, year: int | None, source: str, *, uploaded: bool) -> str:
    """Name the base that reach is set against, with its year and where it comes from."""
    name = tx(BASES[basis, uploaded])
    known = [source] if source else []
    known += [str(year)] if year else []
    if not known:
        return tx("{base}, year and source not stated", base=name)
    return f"{name} ({', '.join(known)})"


def public_funnel_sentence(tx: Text, known: float, visited: float, helped: float) -> str:
    """Say how far firms came, by figures that are rounded down."""
    return tx(
        "At least {known} firms are on record; at least {visited} were visited and at least "
        "{helped} got help.",
        known=tx.number(known),
        visited=tx.number(visited),
        helped=tx.number(helped),
    )


def funnel_sentence(tx: Text, known: float, visited: float, helped: float) -> str:
    """Say how far firms came."""
    return tx(
        "{known} firms are on record; {visited} were visited and {helped} got help.",
        known=tx.number(known),
        visited=tx.number(visited),
        helped=tx.number(helped),
    )


def reach_sentence(
    tx: Text, reached: int, eligible: float, none: int, of: int, *, stand_in: bool
) -> str:
    """Say how large a share was reached, and how many municipalities had nobody.

    With `stand_in`, the base is workplaces, which are not firms, and the sentence says so.
    """
    numbers = {
        "reached": tx.number(reached),
        "eligible": tx.number(eligible),
        "share": tx.percent(100 * reached / eligible if eligible else float("nan")),
    }
    if stand_in:
        first = tx(
            "{reached} firms were reached, set against {eligible} published workplaces: {share}.",
            **numbers,
        )
    else:
        first = tx(
            "{reached} of {eligible} firms in the target group were reached: {share}.", **numbers
        )
    if not none:
        everywhere = tx("In every municipality at least one firm was reached.")
        return f"{first} {everywhere}"
    second = tx.plural(
        "In {n} of {of} municipalities no firm was.",
        "In {n} of {of} municipalities no firm was.",
        none,
        of=of,
    )
    return f"{first} {second}"


def white_spots_sentence(tx: Text, *, left: int, most: int, name: str, stand_in: bool) -> str:
    """Say how many have not been reached, and where most of them are."""
    numbers = {"left": tx.number(left), "most": tx.number(most), "name": name}
    if stand_in:
        return tx(
            "{left} published workplaces are not matched by a firm reached; the largest "
            "number, {most}, is in {name}.",
            **numbers,
        )
    return tx(
        "{left} firms in the target group have not been reached; the largest number, {most}, is in {name}.",
        **numbers,
    )


def outliers_sentence(tx: Text, lower: Sequence[str], higher: Sequence[str]) -> str:
    """Say which municipalities chance alone does not explain."""
    if not lower and not higher:
        return tx("No municipality differs from the common rate by more than chance can explain.")
    parts = []
    if higher:
        n = len(higher)
        parts.append(
            tx.plural("{names} lies higher", "{names} lie higher", n, names=tx.listing(higher))
        )
    if lower:
        n = len(lower)
        parts.append(
            tx.plural("{names} lies lower", "{names} lie lower", n, names=tx.listing(lower))
        )
    found = tx.listing(parts)
    return tx(
        "{found} than chance alone explains; the others differ by no more than chance can explain.",
        found=found,
    )


def even_sentence(tx: Text, half: float) -> str:
    """Say how evenly reach is spread: what the half of the firms least reached are of all reached."""
    return tx(
        "The half of the target group in the municipalities where the smallest share was reached holds "
        "{half} of the firms reached. Had all been reached alike it would hold 50 percent.",
        half=tx.percent(half, 0),
    )


def depth_sentence(tx: Text, firms: int, helps: int, mean: float, most: int) -> str:
    """Say how much help each helped firm got."""
    return tx(
        "{firms} got help {helps}: {mean} times each on average, {most} at most.",
        firms=tx.plural("{n} firm", "{n} firms", firms),
        helps=tx.plural("{n} time", "{n} times", helps),
        mean=tx.number(mean, 1),
        most=tx.number(most),
    )


def needs_sentence(tx: Text, need: str, firms: float, met: float) -> str:
    """Say which need most firms named and how many of them had it met."""
    return tx(
        "The need named by the largest number of firms is {need}: {firms} firms, of which {met} got help with it.",
        need=need.casefold(),
        firms=tx.number(firms),
        met=tx.number(met),
    )


def plan_sentence(tx: Text, visits: int, municipalities: int, journeys: int) -> str:
    """Say what a plan comes to."""
    return tx(
        "{visits} in {municipalities}, {journeys}.",
        visits=tx.plural("{n} visit", "{n} visits", visits),
        municipalities=tx.plural("{n} municipality", "{n} municipalities", municipalities),
        journeys=tx.plural("{n} journey", "{n} journeys", journeys),
    )
