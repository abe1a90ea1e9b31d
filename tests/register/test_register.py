"""The register as the app sees it."""

from __future__ import annotations

import threading
from pathlib import Path

import pandas as pd
import pytest

from tests.register.files import firm_number, person_number, row, sole, zipped
from vbdash import Dataset
from vbdash.register import register as registers
from vbdash.register.importing import import_register
from vbdash.register.places import POSTAL_CODES, postal_codes, postal_prefixes
from vbdash.register.register import Register, density, open_register, population


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [
        row(firm_number(1), Foretagsnamn="Påhittade Svets AB"),
        row(firm_number(2), Foretagsnamn="Påhittade Såg AB", PostNr="90325", Ng1="16101"),
        row(firm_number(3), FtgStat="9"),
        *(sole(person_number(n)) for n in range(5)),
    ]
    import_register(zipped(tmp_path / "scb.zip", lines), tmp_path / "register")
    return tmp_path / "register"


def opened(folder: Path) -> Register:
    found = open_register(folder)
    assert found
    return found


def test_none_where_none_is_imported(tmp_path: Path) -> None:
    assert open_register(tmp_path) is None
    (tmp_path / "register.json").write_text('{"folder": "../.."}')
    assert open_register(tmp_path) is None


def test_counts(folder: Path) -> None:
    found = opened(folder)
    assert found.told["edition"] == "2026-06-29"
    assert found.eligible(["25", "16"]).to_dict("records") == [
        {"municipality_code": "2480", "division": "16", "legal_form": "49", "firms": 1},
        {"municipality_code": "2482", "division": "25", "legal_form": "49", "firms": 1},
    ]
    assert found.count("legal_form")["firms"].tolist() == [2]
    assert found.registrations(2020)["firms"].tolist() == [1, 2]
    assert found.sole_traders(["25"])["firms"].tolist() == [5]


def test_an_answer_is_asked_for_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = opened(folder)
    first = found.count("legal_form", divisions=["25", "16"])
    first["firms"] = 0
    monkeypatch.setattr(registers.queries, "count", lambda *_, **__: pytest.fail("asked again"))
    assert found.count("legal_form", divisions=["16", "25"])["firms"].tolist() == [2]


def test_by_name_and_by_number(folder: Path) -> None:
    found = opened(folder)
    assert found.named("svets")["org_number"].tolist() == [firm_number(1)]
    dashed = f"{firm_number(1)[:6]}-{firm_number(1)[6:]}"
    assert found.named(dashed)["name"].tolist() == ["Påhittade Svets AB"]
    assert found.named(" ").empty


def test_a_persons_number_is_never_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    real = registers.queries.numbered
    monkeypatch.setattr(
        registers.queries, "numbered", lambda t, numbers: asked.append(numbers) or real(t, numbers)
    )
    found = opened(folder)
    assert found.numbered([person_number(1), "pseudonym", ""]).empty
    assert found.named(person_number(2)).empty
    assert asked == [()]


def test_beside_records_with_seat_and_workplace_apart(folder: Path) -> None:
    records = pd.DataFrame(
        {
            "firm_id": [firm_number(2), "f-01", None, f"16{firm_number(1)}", firm_number(2)],
            "municipality_code": ["2482", "2482", "2480", "2401", "2480"],
        },
        index=[7, 5, 3, 1, 0],
    )
    found = opened(folder).beside(records, "firm_id")
    assert list(found.index) == [7, 5, 3, 1, 0]
    assert found["municipality_code"].equals(records["municipality_code"])
    seats = found["register_seat_municipality_code"].astype(object)
    assert seats.where(seats.notna(), None).tolist() == ["2480", None, None, "2482", "2480"]


def test_a_new_edition_is_opened_and_the_same_one_once(folder: Path, tmp_path: Path) -> None:
    first = opened(folder)
    assert opened(folder) is first
    import_register(zipped(tmp_path / "new.zip", [row(firm_number(n)) for n in range(9)]), folder)
    assert opened(folder).count("legal_form")["firms"].tolist() == [9]
    assert first.count("municipality_code")["firms"].tolist() == [1, 1], (
        "who still reads the one before can"
    )


def test_many_ask_at_once(folder: Path) -> None:
    found, answers = opened(folder), []
    texts = ["svets", "sag", "pahittade", "ab"] * 5
    threads = [
        threading.Thread(target=lambda t=text: answers.append((t, len(found.named(t)))))
        for text in texts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(answers)) == [("ab", 3), ("pahittade", 2), ("sag", 1), ("svets", 1)]
    assert len(answers) == len(texts)


def test_density(dataset: Dataset) -> None:
    people = population(dataset)
    assert set(dataset.municipality_codes) <= set(people["municipality_code"])
    one = people.iloc[0]["municipality_code"]
    counted = pd.DataFrame({"municipality_code": [one, one], "firms": [3, 4]})
    made = density(counted, people).set_index("municipality_code")
    assert made.loc[one, "firms"] == 7
    assert made.loc[one, "per_1000"] == pytest.approx(7000 / made.loc[one, "inhabitants"])
    assert (made.drop(one)["per_1000"] == 0).all()


def test_every_postal_code_has_a_municipality_that_exists(dataset: Dataset) -> None:
    codes = postal_codes()
    assert len(codes) == 15_463
    known = dataset.table("regions")
    assert set(codes["municipality_code"]) == set(known[known["level"] == "municipality"]["code"])
    assert postal_prefixes().set_index("prefix").loc["931", "municipality_code"] == "2482"
    assert (POSTAL_CODES.parent / "datapackage.json").exists()
