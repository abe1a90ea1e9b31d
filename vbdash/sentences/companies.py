"""What is said about leading firms: labels of the codes, and sentences made from the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vbdash.sentences.overview import firms_sentence
from vbdash.text import Text, msg

#: Strengths of support, as short as a button, to be read in order: each asks for what the ones
#: before it ask for.
STRENGTHS = {
    "any": msg("1 In the list"),
    "claim": msg("2 Said to be leading"),
    "world": msg("3 Said to lead the world"),
    "world_operating": msg("4 … and in operation"),
    "world_independent": msg("5 … by an independent source"),
}
#: The same where one stands alone.
STRENGTH_ALONE = {
    "any": msg("is in the list of firms"),
    "claim": msg("is said to be leading"),
    "world": msg("is said to lead the world"),
    "world_operating": msg("is said to lead the world and is in operation"),
    "world_independent": msg("is in operation and leads the world by an independent source"),
}
STATUSES = {
    "operating": msg("in operation"),
    "unverified": msg("not confirmed today"),
    "planned": msg("planned"),
    "bankrupt": msg("bankrupt"),
    "closed": msg("closed, history"),
}
SCOPES = {
    "world": msg("the world"),
    "europe": msg("Europe"),
    "nordic": msg("the Nordic countries"),
    "national": msg("Sweden"),
    "unspecified": msg("not stated where"),
}
MADE_BY = {"own": msg("the firm itself"), "independent": msg("an independent source")}
ABOUT = {
    "firm": msg("the firm"),
    "group": msg("the whole group"),
    "cluster": msg("a cluster of firms"),
    "product": msg("a product"),
    "plant_record": msg("a record for the plant"),
}
BASIS = {
    "site": msg("at the site"),
    "company": msg("the whole company"),
    "group": msg("the whole group"),
    "area": msg("the whole mining area"),
    "company_or_site": msg("company or site, not stated which"),
}
KINDS = {
    "firm": msg("Firm"),
    "plant": msg("Plant"),
    "mine": msg("Mine"),
    "energy_site": msg("Energy site"),
    "project": msg("Project"),
}


def label(tx: Text, labels: Mapping[str, str], code: str) -> str:
    """Say a code of the data in the visitor's language."""
    return tx(labels[code])


def firms_noun(tx: Text, strength: str) -> str:
    """Name the firms of a strength of support: those of which nobody says so are not leading."""
    return tx("firms in the list") if strength == "any" else tx("leading firms")


def status(tx: Text, row: Mapping[str, Any]) -> str:
    """Say a firm's status, with the year it is known for and the year it was bought.

    `row` is a row of the table ``companies``; what is missing in it is None, here and below.
    """
    text = label(tx, STATUSES, row["status"])
    if row["status_year"] is not None:
        text = tx("{status} ({year})", status=text, year=int(row["status_year"]))
    if row["acquired_year"] is not None:
        text = tx("{status}, bought {year}", status=text, year=int(row["acquired_year"]))
    return text


def size(tx: Text, row: Mapping[str, Any]) -> str:
    """Say a firm's staff with what the number covers and its year; empty where none is known."""
    if row["employees"] is None:
        return ""
    parts = [label(tx, BASIS, row["employees_basis"])] if row["employees_basis"] is not None else []
    year = row["employees_year"]
    parts.append(str(int(year)) if year is not None else tx("year not stated"))
    count = tx.plural("{n} employee", "{n} employees", int(row["employees"]))
    return f"{count} ({', '.join(parts)})"


def turnover(tx: Text, row: Mapping[str, Any]) -> str:
    """Say a firm's turnover with what it covers and its year; empty where none is known."""
    if row["turnover_msek"] is None:
        return ""
    value = float(row["turnover_msek"])
    amount = tx("SEK {amount} million", amount=tx.number(value, 0 if value == int(value) else 1))
    parts = [label(tx, BASIS, row["turnover_basis"])] if row["turnover_basis"] is not None else []
    year = row["turnover_year"]
    parts.append(str(int(year)) if year is not None else tx("year not stated"))
    return f"{amount} ({', '.join(parts)})"


def who(tx: Text, claim: Mapping[str, Any]) -> str:
    """Say on whose word a firm leads, where, what the claim is about, and its year."""
    scope, maker = label(tx, SCOPES, claim["scope"]), label(tx, MADE_BY, claim["made_by"])
    about = label(tx, ABOUT, claim["about"])
    text = tx(
        "Scope: {scope}. According to: {who}. Concerns: {about}.",
        scope=scope,
        who=maker,
        about=about,
    )
    year = (
        tx("Year of the source: {year}.", year=int(claim["year"]))
        if claim["year"] is not None
        else tx("The source is undated.")
    )
    late = " " + tx("Later facts have overtaken the claim.") if bool(claim["outdated"]) else ""
    return f"{text} {year}{late}"


def headline(
    tx: Text, *, firms: int, plants: int, closed: int, municipalities: int, of: int, strength: str
) -> tuple[str, str]:
    """Say how many firms lead where; and why the list has other numbers of rows, where it has.

    Parameters
    ----------
    firms, plants
        Firms once, and rows: each plant.
    closed
        Rows of closed plants, which are listed and never counted.
    """
    first = firms_sentence(tx, firms=firms, municipalities=municipalities, of=of, strength=strength)
    why = []
    if plants > firms:
        why.append(
            tx(
                "The list has one row for each plant, and the map one mark where its place is known: {plants} plants of {firms} firms.",
                plants=tx.number(plants), firms=tx.number(firms),
            )
        )  # fmt: skip
    if closed:
        why.append(
            tx.plural(
                "One closed plant is there too, as history.",
                "{n} closed plants are there too, as history.",
                closed,
            )
        )
    return first, " ".join(why)


def firms_counted(tx: Text, firms: int, closed: int) -> str:
    """Write a number of firms; where there are only closed plants, those."""
    if closed and not firms:
        return tx.plural("{n} closed plant", "{n} closed plants", closed)
    return tx.plural("{n} firm", "{n} firms", firms)


def listed(tx: Text, firms: int, closed: int, known: int, *, rows: int) -> str:
    """Say how many firms the list has, and of how many where that is not all.

    `rows` are its lines, a plant each: where they are more than the firms, that is said.
    """
    said = firms_counted(tx, firms, closed)
    if firms and firms < known:
        said = tx("{shown} of {known} firms", shown=tx.number(firms), known=tx.number(known))
    if rows <= firms + closed:
        return said
    return tx("{firms}, a row for each of their {n} plants", firms=said, n=tx.number(rows))


def chosen_sentence(tx: Text, *, firms: int, municipalities: int, of: int) -> str:
    """Say how many of the firms are in the municipalities that are chosen."""
    return tx.plural(
        "**In the municipality chosen: {firms}.**",
        "**In {municipalities} of the {n} chosen: {firms}.**",
        of,
        firms=tx.plural("{n} firm", "{n} firms", firms),
        municipalities=tx.number(municipalities),
    )


def origin(tx: Text) -> str:
    """Say where counts of firms come from, where their sources are too many to name."""
    return tx("Counted by us from open sources; each firm and plant has its sources in the list.")


def counted(tx: Text) -> str:
    """Say where the leading firms come from, beside figures that have other sources."""
    return tx(
        "Leading firms are counted by us from open sources; each firm and plant has its sources in "
        "the list."
    )


def uneven(tx: Text, ranked: Sequence[str]) -> str:
    """Say what is most unevenly spread; `ranked` are names, the most uneven first."""
    if len(ranked) < 2:
        return tx("How evenly are they spread?")
    text = tx(
        "{first} are more unevenly spread among inhabitants than {rest}",
        first=ranked[0],
        rest=tx.listing(ranked[1:]),
    )
    return text[:1].upper() + text[1:]


def most_in(tx: Text, counts: Sequence[tuple[str, int]]) -> str:
    """Say which municipalities have most firms; `counts` are names and numbers."""
    most = max((count for _, count in counts), default=0)
    if not most:
        return tx("No municipality has a firm with what is asked for")
    places = [name for name, count in counts if count == most]
    return tx(
        "Most in {places}: {firms}",
        places=tx.listing(places),
        firms=tx.plural("{n} firm", "{n} firms", int(most)),
    )


def counting_rule(tx: Text) -> str:
    """Say what counts once and what is never counted."""
    return tx(
        "A firm with several plants counts once. Closed plants are history and are never counted."
    )


def half_sentence(tx: Text, ranked: Sequence[tuple[str, float]]) -> str:
    """Say what the half of the people with least per head have; most unevenly spread first."""
    return tx(
        "The half of the population that lives where there is least per inhabitant has this much: {parts}.",
        parts=tx.listing(
            tx("{name} {share}", share=tx.percent(share, 0), name=name) for name, share in ranked
        ),
    )


def gini_sentence(tx: Text, ranked: Sequence[tuple[str, float]]) -> str:
    """Say what is most unevenly spread; `ranked` holds names and coefficients, highest first."""
    written = [tx("{name} ({gini})", name=name, gini=tx.number(gini, 2)) for name, gini in ranked]
    return tx(
        "Set against where people live, {first} are most unevenly spread; then come {rest}. "
        "The number is the Gini coefficient: 0 if every inhabitant had as much.",
        first=written[0],
        rest=tx.listing(written[1:]),
    )


def theil_sentence(tx: Text, *, name: str, theil: float, other: str, other_theil: float) -> str:
    """Say the same by Theil's index, which weighs the municipalities with much of it more."""
    return tx(
        "Theil's index, which gives more weight to the municipalities that have most per head, is "
        "{theil} for {name} and {other_theil} for {other}.",
        theil=tx.number(theil, 2),
        name=name,
        other=other,
        other_theil=tx.number(other_theil, 2),
    )


def per_head_sentence(
    tx: Text, *, highest: Sequence[tuple[str, float]], none: Sequence[str]
) -> str:
    """Say who has most per inhabitant and who has none; the rates are per 10,000 inhabitants."""
    top = tx.listing(
        tx("{name} ({gini})", name=name, gini=tx.number(rate, 1)) for name, rate in highest
    )
    text = tx("Most firms per 10,000 inhabitants: {top}.", top=top)
    if none:
        text += " " + tx(
            "Without any: {names}.",
            names=tx.listing(none),
        )
    return text


def moran_sentence(
    tx: Text, *, statistic: float, p: float, found: bool, n: int, power: float, correlation: float
) -> str:
    """Say whether neighbours are alike, and how little the test could have found."""
    values = {"i": tx.number(statistic, 2), "p": tx.number(p, 2)}
    if found and statistic > 0:
        text = tx("Neighbours are more alike than chance gives (Moran's I {i}, p = {p}).", **values)
    elif found:
        text = tx("Neighbours differ more than chance gives (Moran's I {i}, p = {p}).", **values)
    else:
        text = tx(
            "No pattern of neighbours can be told from chance (Moran's I {i}, p = {p}).", **values
        )
    limit = tx(
        "With {n} municipalities that says little: where neighbours here do have a correlation of "
        "{correlation}, the test finds it {power} times in 100.",
        n=n,
        correlation=tx.number(correlation, 1),
        power=tx.number(100 * power),
    )
    return f"{text} {limit}"


def compare_sentence(tx: Text, most: Mapping[str, str], *, firms: int, median: float) -> str:
    """Say which municipality has most firms, and how large industry's share is there.

    Parameters
    ----------
    most
        In words: the firms, the municipality's name, whose share it is, its value and its place.
    firms
        How many it has.
    median
        The share of the middle municipality, in percent.
    """
    return tx(
        "{name} has the most {firms} ({count}). Among those who live there and work, {share} is {value}, "
        "{place}; the middle municipality {median}.",
        **most, count=tx.number(firms), median=tx.percent(median),
    )  # fmt: skip
