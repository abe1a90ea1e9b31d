"""What the app reads of a data directory: tables, their keys, their columns and the columns' types.

A description may hold more, in any order. What it lacks is told when the data are loaded, not by a
page that fails later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from vbdash.data import faults as say
from vbdash.data.faults import DESCRIPTION, Fault, as_list, fault

#: Rows that pages begin with: the definition and the measure where a link names none.
ROWS: Final[Mapping[str, str]] = {"definitions": "B-E", "measures": "gva"}
#: A table with its key, then its columns; a column without a type is a text.
_NEEDED: Final = """
regions (code)
    code name_sv name_en level parent
region_groups (group region_code)
    group region_code source_id note_sv note_en
sectors (code)
    code label_sv label_en short_sv short_en sections sort_order:integer note_sv note_en
definitions (id)
    id label_sv label_en sections sector_code description_sv description_en
    sort_order:integer
measures (id)
    id base kind label_sv label_en short_sv short_en unit unit_sv unit_en unit_short_sv
    unit_short_en decimals:integer theme basis_sv basis_en definition_sv definition_en
    reading_sv reading_en caveats_sv caveats_en zero_baseline:boolean additive:boolean
    sort_order:integer source_id
series (measure series)
    measure series rank:integer label_sv label_en note_sv note_en
observations (measure series sector region_code year)
    measure series sector region_code year:integer value:number unit status source_id
    note_sv note_en
commuting (residence workplace year)
    residence workplace year:integer value:number status source_id
gaps (id)
    id measure sector region_code year_from:integer year_to:integer reason text_sv text_en
    source_id
sni_divisions (code)
    code section label_sv label_en
companies (id)
    id firm_id firm_name name name_sv name_en kind org_number municipality_code locality
    lat:number lon:number coordinate_basis sni_division sni_basis product_sv product_en
    employees:integer employees_year:integer employees_basis employees_note_sv
    employees_note_en turnover_msek:number turnover_year:integer turnover_basis
    turnover_note_sv turnover_note_en founded:integer owner_group head_office_sv
    head_office_en status status_year:integer status_note_sv status_note_en
    acquired_year:integer source_id source_id_2 note_sv note_en
leadership_claims (id)
    id company_id scope made_by about claim_sv claim_en year:integer outdated:boolean
    source_id
published_claims (id)
    id area_sv area_en region_code ref_year:integer ref_year_text published_year:integer
    value:number unit approximate:boolean wording_sv wording_en measure_sv measure_en
    industry_sv industry_en indirect denominator_sv denominator_en family source_id note_sv
    note_en
published_facts (id)
    id topic region_code year_from:integer year_to:integer start end value:number unit_sv
    unit_en statement_sv statement_en certainty source_id
funnel_benchmarks (id)
    id programme place_sv place_en period step:integer label_sv label_en value:integer kind
    source_id note_sv note_en
support (id)
    id kind fund_sv fund_en title owner amount_sek:integer amount_kind start:date end:date
    decision_date:date year:integer year_basis theme_sv theme_en area_text coverage
    industry:boolean snapshot:date source_id same_as note_sv note_en
support_municipalities (support_id municipality_code)
    support_id municipality_code basis
support_actors (id)
    id actor kind help area municipality_code help_sv help_en year_from:integer
    year_to:integer source_id
interventions (record)
    record:integer firm_id firm_name municipality_code sni2 size_class step date:date area
    form actor hours:number amount_granted:integer amount_paid:integer de_minimis:boolean
    needs result source verified:boolean sample:boolean
eligible (row)
    row:integer firm_id firm_name municipality_code sni2 size_class firms:integer
    year:integer source
sources (id)
    id title publisher url licence published retrieved:date carrier note_sv note_en
"""
#: Tables that a data directory of an older version has not, and that need not be there.
OPTIONAL: Final = ("commuting", "eligible", "series")


def _tables() -> dict[str, tuple[list[str], dict[str, str]]]:
    parts = re.split(r"^(\w+) \(([\w ]+)\)$", _NEEDED, flags=re.MULTILINE)[1:]
    columns = ([each.partition(":") for each in text.split()] for text in parts[2::3])
    typed = ({name: kind or "string" for name, _, kind in each} for each in columns)
    keys = (key.split() for key in parts[1::3])
    return dict(zip(parts[::3], zip(keys, typed, strict=True), strict=True))


TABLES: Final = _tables()


def missing(package: Mapping[str, Any]) -> Iterator[Fault]:
    """List what a description lacks.

    Parameters
    ----------
    package
        A description of a shape that :func:`vbdash.data.shape.description` lets pass.
    """
    schemas = {each["name"]: each["schema"] for each in package["resources"]}
    for table, (key, columns) in TABLES.items():
        if table not in schemas:
            if table not in OPTIONAL:
                yield fault(DESCRIPTION, say.TABLE_DESCRIBED, table=table)
            continue
        types = {each["name"]: each["type"] for each in schemas[table]["fields"]}
        for name, kind in columns.items():
            if types.get(name) != kind:
                yield fault(
                    DESCRIPTION, say.FIELD_DESCRIBED, found=types.get(name, ""),
                    field=name, table=table, type=kind,
                )  # fmt: skip
        if as_list(schemas[table].get("primaryKey", [])) != key:
            yield fault(DESCRIPTION, say.KEY_DESCRIBED, fields=", ".join(key), table=table)
