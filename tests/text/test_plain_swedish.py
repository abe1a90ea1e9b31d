"""Swedish that a municipal politician reads: no words of developers, one and many told right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.text.test_catalogues import CATALOGUES
from vbdash import load
from vbdash.data.dataset import Dataset
from vbdash.text import Text
from vbdash.view import View

SV = Text("sv")
#: Words that say how the app is made, or what nobody outside would say.
DEVELOPERS = re.compile(
    r"\b(inläst\w*|None|NaN|null|laddad\w*|datasetet|MAD|LQ|parameter\w*|query|dumbbell"
    r"|igenkänd\w* på|når kravet|I världen|Och i drift|någon kallar)\b"
)
#: Words that say another thing than is meant: firms that met each other, two that differ a tenth.
AMBIGUOUS = re.compile(r"\b(mötts|möttes|skiljer högst)\b")
#: Said only to whoever keeps the app running, in a terminal or in a list of faults.
KEEPERS = {"faults.po", "refresh.po", "register.po", "records.po", "sources.po"}
#: Names of statistics are for those who open the method.
TERMS = re.compile(r"\b(Krugman|Herfindahl|Gini|Theil|Moran|LQ|lokaliseringskvot)", re.IGNORECASE)


def catalogue() -> list[tuple[str, str, str]]:
    """Return catalogue, English and Swedish of every text, each plural form by itself."""
    found = []
    for path in CATALOGUES:
        with path.open("rb") as handle:
            for message in read_po(handle, locale="sv_SE"):
                texts = message.string if isinstance(message.string, tuple) else (message.string,)
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                found += [(path.name, str(ids[0]), str(text)) for text in texts if message.id]
    return found


def data_texts(dataset: Dataset) -> list[tuple[str, str]]:
    """Return every Swedish text of the data, with the table and column that it stands in."""
    found = []
    for name in dataset.tables:
        table = dataset.table(name)
        for column in (c for c in table.columns if str(c).endswith("_sv")):
            found += [(f"{name}.{column}", str(t)) for t in table[column].dropna().unique()]
    for resource in dataset.package["resources"]:
        for field in (resource, *resource["schema"]["fields"]):
            texts = [field.get("title_sv"), field.get("description_sv")]
            texts += dict(field.get("labels_sv", {})).values()
            found += [(f"{resource['name']}.{field['name']}", t) for t in texts if t]
    return found


def test_no_text_of_the_catalogue_speaks_as_developers_do() -> None:
    shown = [(f, sv) for f, _, sv in catalogue() if f not in KEEPERS]
    allowed = "kallas lokaliseringskvot (LQ)"
    bad = [(f, sv) for f, sv in shown if DEVELOPERS.search(sv.replace(allowed, ""))]
    assert not bad, bad


def test_no_text_of_the_catalogue_can_be_read_as_another_thing() -> None:
    bad = [(f, sv) for f, _, sv in catalogue() if AMBIGUOUS.search(sv)]
    assert not bad, bad


def test_no_text_of_the_data_speaks_as_developers_do(dataset: Dataset) -> None:
    bad = [(where, text) for where, text in data_texts(dataset) if DEVELOPERS.search(text)]
    assert not bad, bad


def test_a_source_whose_title_is_ours_is_named_in_the_readers_language(dataset: Dataset) -> None:
    for key in dataset.sources.index:
        row = dataset.row("sources", str(key))
        for lang in ("sv", "en"):
            assert not Text(lang).named(row, "title").startswith("["), key
    brokk = dataset.row("sources", "brokk-brokk")
    assert SV.named(brokk, "title") == "Webbsida om Brokk AB"


@pytest.mark.parametrize("count", [1, 2])
def test_plural_forms_agree_with_the_number(count: int) -> None:
    """What stands after the number ends as Swedish asks: 1 publikation, 2 publikationer."""
    singular = {
        "publikationer", "kommuner", "rader", "resor", "insatser", "bilder", "uppgifter", "saker",
        "filer", "anställda", "kronor",
    }  # fmt: skip
    plural = {
        "publikation", "kommun", "rad", "resa", "insats", "bild", "uppgift", "sak", "fil", "anställd",
    }  # fmt: skip
    wrong = singular if count == 1 else plural
    for path in CATALOGUES:
        with path.open("rb") as handle:
            for message in read_po(handle, locale="sv_SE"):
                if isinstance(message.id, tuple):
                    one, many = message.id
                    names = set(re.findall(r"\{(\w+)\}", one + many)) - {"n"}
                    said = SV.plural(one, many, count, **dict.fromkeys(names, "x"))
                    after = re.findall(rf"\b{count} (\w+)", said)
                    assert not wrong & set(after), said


def test_terms_of_statistics_stand_in_no_headline(dataset: Dataset) -> None:
    from vbdash.exhibits.firms import beside
    from vbdash.exhibits.industry import sectors
    from vbdash.selection import Selection

    view = View(dataset, Selection())
    made = [
        beside.spread(view),
        sectors.beside_country(view, dataset.county),
        sectors.specialisation(view),
    ]
    for exhibit in made:
        assert exhibit is not None
        said = f"{exhibit.title} {exhibit.subtitle} {exhibit.sentence}"
        assert not TERMS.search(said), said
        assert not TERMS.search(exhibit.figure.to_json()), exhibit.key


def test_a_new_measure_is_told_in_whole_sentences_by_its_row_alone(
    dataset: Dataset, tmp_path: Path
) -> None:
    """The noun and the theme come from the registry; an older directory has neither column."""
    from vbdash.indicators.facts.fact import relevance
    from vbdash.sentences.facts import measure_noun

    row = dataset.row("measures", "unemployment_rate")
    assert measure_noun(SV, dataset, "unemployment_rate") == row["noun_sv"] == "arbetslösheten"
    assert measure_noun(SV, dataset, "unemployment_rate", bare=True) == "arbetslöshet"
    share = measure_noun(SV, dataset, "employed_residence_share", "B+C")
    assert "{" not in share and "(B+C)" in share
    assert relevance("industry") > relevance("work") > relevance("place")
    older = tmp_path / "older"
    _without_nouns(older)
    old = load(older)
    assert measure_noun(SV, old, "unemployment_rate") == "arbetslöshet"
    assert measure_noun(SV, old, "grp_per_inhabitant") == "bruttoregionprodukt per invånare"


def _without_nouns(folder: Path) -> None:
    import csv
    import json
    import shutil

    from vbdash.data.dataset import shipped_directory

    shutil.copytree(shipped_directory(), folder)
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    fields = next(r for r in package["resources"] if r["name"] == "measures")["schema"]["fields"]
    gone = {f["name"] for f in fields if f["name"].startswith("noun_")}
    fields[:] = [f for f in fields if f["name"] not in gone]
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
    with (folder / "measures.csv").open(encoding="utf-8", newline="") as handle:
        rows = [{k: v for k, v in row.items() if k not in gone} for row in csv.DictReader(handle)]
    with (folder / "measures.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
