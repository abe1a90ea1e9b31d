"""What columns a person's file may have: names, explanations, choices, in both languages.

One description serves the reader, the template and the form where columns are matched by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from vbdash.records.codes import AREAS, FORMS, NEEDS, SIZES, STEPS
from vbdash.text import LANGUAGES, Text, fold, msg


@dataclass(frozen=True)
class Field:
    """One column.

    Parameters
    ----------
    name
        Name in the table.
    heading, meaning
        What it is called and what goes in (messages of the catalogue).
    kind
        ``id``, ``text``, ``municipality``, ``sni``, ``size``, ``code``, ``codes``, ``date``,
        ``hours``, ``whole``, ``figure``, ``year`` or ``truth``.
    required
        Whether every row must have it.
    choices
        Codes to choose from.
    aliases
        Other headings that mean the same.
    """

    name: str
    heading: str
    meaning: str
    kind: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


#: What codes are called.
LABELS: Final[Mapping[str, str]] = {
    "identified": msg("Identified"), "contacted": msg("Contacted"), "visited": msg("Visited"),
    "mapped": msg("Mapped"), "helped": msg("Helped"), "followed_up": msg("Followed up"),
    "digitalisation": msg("Digitalisation"), "automation": msg("Automation"),
    "skills": msg("Skills supply"), "sustainability": msg("Sustainability and energy"),
    "business_development": msg("Business development"),
    "internationalisation": msg("Internationalisation"),
    "innovation": msg("Innovation and product development"), "other": msg("Other"),
    "advice": msg("Advice"), "consultant": msg("Consultant"),
    "training": msg("Training or coaching"), "cheque": msg("Cheque or grant"),
    "network": msg("Network"), "investment_aid": msg("Investment aid"),
    "referral": msg("Referral"),
    "business_plan": msg("Business knowledge and plans"), "markets": msg("Markets"),
    "attractive_employer": msg("Attractive employer"),
    "attractive_supplier": msg("Attractive supplier"), "finance": msg("Finance"),
    "plan": msg("Plan made"), "investment": msg("Investment"), "hiring": msg("Hiring"),
    "certificate": msg("Certificate"), "none_yet": msg("None yet"),
}  # fmt: skip

_FIRM: Final = Field(
    "firm_id",
    msg("Firm id"),
    msg(
        "A pseudonym of your own (letters A–Z, digits, dot, dash) or the organisation number; "
        "the same for the same firm in every row."
    ),
    "id",
    required=True,
    aliases=("organisationsnummer", "orgnr", "org.nr", "org nr",
             "organisation number", "org_number", "företagsid", "organisationsnr", "orgnummer",
             "org nummer", "corporate identity number", "company registration number",
             "organization number"),
)  # fmt: skip
_NAME: Final = Field(
    "firm_name",
    msg("Firm name"),
    msg(
        "May be left out. Shown only to you and to signed-in colleagues, never in the public view."
    ),
    aliases=("namn", "företag", "företagets namn", "bolag", "firma", "firm", "name", "company",
             "company name", "kundnamn", "supplier name", "customer name"),
)  # fmt: skip
_MUNICIPALITY: Final = Field(
    "municipality_code",
    msg("Municipality"),
    msg("Of the workplace, not of the head office: code or name."),
    "municipality",
    required=True,
    aliases=("kommunkod", "kommunnamn", "municipality code", "arbetsställets kommun"),
)
_SNI: Final = Field(
    "sni2",
    msg("SNI division"),
    msg("The first two digits of the SNI 2007 code."),
    "sni",
    required=True,
    aliases=("sni", "sni-kod", "snikod", "sni2", "bransch", "branschkod", "sni code", "sni 2007"),
)
_SIZE: Final = Field(
    "size_class",
    msg("Size class"),
    msg("Number of employees: 1–9, 10–49, 50–249 or 250+."),
    "size",
    required=True,
    choices=SIZES,
    aliases=("storlek", "anställda", "antal anställda", "size", "employees", "headcount",
             "number of employees", "storleksklass anställda", "antal anst"),
)  # fmt: skip

#: Columns of intervention records: one row a firm and step.
RECORDS: Final = (
    _FIRM,
    _NAME,
    _MUNICIPALITY,
    _SNI,
    _SIZE,
    Field("step", msg("Step"), msg("How far the row takes the firm."), "code", True, STEPS,
          ("fas", "status", "view")),
    Field("date", msg("Date"), msg("Day of the contact or help, as 2019-01-31."), "date", True,
          aliases=("datum för insats", "dag", "day")),
    Field("area", msg("Area"), msg("What the help was about; needed where the step is help."),
          "code", choices=AREAS, aliases=("insatsområde", "tema", "theme")),
    Field("form", msg("Form"), msg("How the help was given."), "code", choices=FORMS,
          aliases=("insatsform", "typ av insats", "type")),
    Field("actor", msg("Actor"), msg("Who met or helped the firm."),
          aliases=("utförare", "provider")),
    Field("hours", msg("Hours"), msg("Hours spent."), "hours", aliases=("antal timmar", "tid")),
    Field("amount_granted", msg("Amount granted (SEK)"), msg("In kronor. Granted is not paid."),
          "whole", aliases=("beviljat", "beviljat belopp", "granted", "amount granted")),
    Field("amount_paid", msg("Amount paid (SEK)"), msg("In kronor."), "whole",
          aliases=("utbetalt", "utbetalt belopp", "paid", "amount paid")),
    Field("de_minimis", msg("De minimis"), msg("Whether it is de minimis aid: yes or no."), "truth",
          aliases=("försumbart stöd", "de minimis-stöd")),
    Field("needs", msg("Needs"),
          msg("Needs that the firm named, several parted by semicolon or comma."), "codes",
          choices=NEEDS, aliases=("behov hos företaget", "need")),
    Field("result", msg("Result"), msg("What came of it, as far as is known."), "code",
          choices=("plan", "investment", "hiring", "certificate", "none_yet"),
          aliases=("utfall", "outcome")),
    Field("source", msg("Source"), msg("Where the row comes from."), aliases=("system",)),
    Field("verified", msg("Verified"), msg("Whether somebody has checked it: yes or no."), "truth",
          aliases=("kontrollerad", "verifierad")),
    Field("sample", msg("Made-up"), msg("Yes for made-up rows; leave out for real ones."), "truth",
          aliases=("exempel", "påhittad")),
)  # fmt: skip

#: Columns of the firms that could have been reached: a register, or a table of counts.
ELIGIBLE: Final = (
    replace(_FIRM, required=False),
    _NAME,
    _MUNICIPALITY,
    replace(_SNI, required=False),
    replace(_SIZE, required=False),
    Field("firms", msg("Number of firms"), msg("Eligible firms in the row's group."), "whole",
          aliases=("antal", "antal företag", "företag antal", "count", "n")),
    Field("year", msg("Year"), msg("The year that the table is for, the same in every row."),
          "year", aliases=("årtal", "avser år")),
    Field("source", msg("Source"), msg("Where the firms or figures come from."),
          aliases=("register", "system")),
)  # fmt: skip


#: Columns of a reader's own figures: one row a municipality.
FIGURES: Final = (
    replace(_MUNICIPALITY, meaning=msg("Code or name."), aliases=(
        *_MUNICIPALITY.aliases, "region", "område", "area", "place", "plats", "ort")),
    Field("value", msg("Value"), msg("A number; decimals with comma or point, percent without or with its sign."),
          "figure", True, (), ("siffra", "antal", "andel", "procent", "belopp", "number", "share", "percent", "amount")),
)  # fmt: skip


def folded(heading: str) -> str:
    """Fold a heading: case, accents, signs and blanks do not tell two headings apart."""
    return "".join(c for c in fold(heading) if c.isalnum())


def label(code: str, tx: Text) -> str:
    """Return what a code is called; a size class is written with an en dash."""
    if code in LABELS:
        return tx(LABELS[code])
    return code.replace("-", "\N{EN DASH}") if code in SIZES else code


@cache
def names_of(fields: tuple[Field, ...]) -> Mapping[str, tuple[str, bool]]:
    """Return every folded heading that is known: the column it means, and whether by its own name."""
    names: dict[str, tuple[str, bool]] = {}
    for each in fields:
        called = [Text(lang)(each.heading) for lang in LANGUAGES]
        for heading in (each.name, each.name.removesuffix("_code"), *called):
            names[folded(heading)] = (each.name, True)
    for each in fields:
        for heading in each.aliases:
            names.setdefault(folded(heading), (each.name, False))
    return names


@cache
def codes_of(choices: tuple[str, ...]) -> Mapping[str, str]:
    """Return every folded code and label of a list of choices, and the code it means."""
    codes: dict[str, str] = {}
    for code in choices:
        for text in (code, code.replace("_", " "), *(label(code, Text(x)) for x in LANGUAGES)):
            codes[fold(text.replace("\N{EN DASH}", "-"))] = code
    return codes
