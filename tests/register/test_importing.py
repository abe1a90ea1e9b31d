"""The bulk files with every oddity of theirs: nothing lost, nothing kept that must not be."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.register import files
from tests.register.files import (
    firm_number,
    person_number,
    row,
    second,
    sole,
    zipped,
    zipped_second,
)
from vbdash.data.atomic import locked
from vbdash.data.faults import DataError
from vbdash.register import importing, pieces
from vbdash.register.editions import current
from vbdash.register.importing import import_register


def firms(folder: Path) -> pd.DataFrame:
    edition, _ = current(folder) or pytest.fail("no edition")
    return pq.read_table(edition / "firms", partitioning=None).to_pandas().sort_values("org_number")


def unreadable(folder: Path) -> list[tuple[str, ...]]:
    edition, _ = current(folder) or pytest.fail("no edition")
    with (edition / "unreadable.csv").open(encoding="utf-8") as lines:
        return [tuple(each) for each in csv.reader(lines)][1:]


def test_what_is_kept_of_a_firm(tmp_path: Path) -> None:
    lines = [
        row(
            firm_number(1),
            Foretagsnamn='Påhittade "Citat" & Söner AB',
            Namn="Annat",
            PostOrt="SKELLEFTEÅ",
        ),
        row(
            firm_number(2),
            Foretagsnamn="",
            Namn="Påhittad förening",
            JurForm="61",
            RegDatKtid="00000000",
            Ng1="00000",
        ),
        row("16" + firm_number(3), PostNr="93100", FtgStat="9", Reklamsparrtyp="2"),
        row(f"{firm_number(4)[:6]}-{firm_number(4)[6:]}", PostNr="931 31", Ng1="2511"),
        row(firm_number(5), PostNr="", JurForm="??", FtgStat="x"),
    ]
    told = import_register(zipped(tmp_path / "scb.zip", lines), tmp_path / "register")
    kept = firms(tmp_path / "register").set_index("org_number")
    assert list(kept.index) == [firm_number(n) for n in (1, 2, 3, 4, 5)]
    first = kept.loc[firm_number(1)]
    assert first["name"] == 'Påhittade "Citat" & Söner AB'
    assert first["words"] == " pahittade  citat    soner ab"
    assert (first["municipality_code"], first["county_code"], first["placed"]) == (
        "2482",
        "24",
        "code",
    )
    assert (first["sni"], first["division"], first["status"], first["legal_form"]) == (
        "25110",
        "25",
        "1",
        "49",
    )
    assert (str(first["registered"]), first["registered_year"]) == ("2020-01-31", 2020)
    assert list(kept["placed"]) == ["code", "code", "prefix", "code", "none"]
    assert kept.loc[firm_number(2), "name"] == "Påhittad förening"
    assert kept.loc[[firm_number(2), firm_number(4)], "sni"].isna().all()
    assert (
        kept.loc[[firm_number(5)], ["legal_form", "status", "municipality_code"]]
        .isna()
        .all(axis=None)
    )
    assert list(kept["accepts_advertising"]) == [True, True, False, True, True]
    assert told["placed"] == {"code": 3, "prefix": 1, "none": 1}
    assert told["edition"] == "2026-06-29"
    assert told["sni"] == "", "five firms do not tell the edition"


ODD = [
    "\r\n",
    row(firm_number(9)).replace("\t", "", 1),
    row(firm_number(9)).replace("\t", "\t\t", 1),
    row("5590000000"),
    row(""),
    row("12345"),
    row(firm_number(1), Foretagsnamn="Stands already"),
]


def test_rows_that_cannot_be_read_are_listed(tmp_path: Path) -> None:
    lines = [row(firm_number(1)), *ODD, row(firm_number(2), Foretagsnamn="Nul\0 and\r return")]
    told = import_register(zipped(tmp_path / "scb.zip", lines), tmp_path / "register")
    listed = unreadable(tmp_path / "register")
    assert listed == [
        ("scb", "3", "1"), ("scb", "4", "34"), ("scb", "5", "36"), ("scb", "6", "number"),
        ("scb", "7", "number"), ("scb", "8", "number"), ("scb", "9", "twice"),
    ]  # fmt: skip
    assert list(firms(tmp_path / "register")["name"]) == ["Påhittad AB", "Nul  and  return"]
    assert told["rows"]["unreadable"] == 6
    assert told["rows"]["twice"] == 1


PERSONS = [
    sole(person_number(1)),
    sole(person_number(2)[2:]),
    sole("16" + person_number(3)[2:]),
    sole(f"{person_number(4)[:8]}-{person_number(4)[8:]}"),
    row(person_number(5), Foretagsnamn="Påhittade dödsboet", JurForm="91"),
    sole(firm_number(77), Namn="Påhittad Enskilda"),
    sole(person_number(6, "18")),
    sole(
        person_number(7)[:-1] + str((int(person_number(7)[-1]) + 1) % 10), Namn="Påhittad Enskilda"
    ),
    sole(person_number(8)[:8] + person_number(8)[8:].rjust(5, "+")),
]
#: A person's number where it has no business: in names, and in fields that are shifted.
STRAY = [
    row(
        firm_number(11),
        Foretagsnamn=f"Påhittad {person_number(21)} AB",
        PostOrt=f"UMEÅ {person_number(21)}",
    ),
    row(
        firm_number(12),
        Foretagsnamn=f"Påhittad 19 {person_number(22)[2:8]}-{person_number(22)[8:]} HB",
    ),
    row(
        firm_number(13), JurForm=person_number(23), Ng1=person_number(23), FtgStat=person_number(23)
    ),
    row(
        firm_number(14),
        PostNr=person_number(24),
        RegDatKtid=person_number(24),
        Reklamsparrtyp=person_number(24),
    ),
    row(
        firm_number(15),
        COAdress=person_number(25),
        Gatuadress=person_number(25),
        Ng2=person_number(25),
    ),
    row(firm_number(16)).replace("\t", f"\t{person_number(26)}\t", 1),
    row(f"{person_number(27)}x"),
]


def test_of_a_person_nothing_is_kept(tmp_path: Path) -> None:
    register = tmp_path / "register"
    scb = zipped(tmp_path / "scb.zip", [*PERSONS, *STRAY, row(firm_number(1))])
    more = zipped_second(
        tmp_path / "more.zip",
        [
            second(firm_number(11), verksamhetsbeskrivning=f"Ägs av {person_number(31)[2:]} helt"),
            second(person_number(1)[2:], organisationsidentitet=f"{person_number(1)[2:]}$PERSON-IDORG"),
            second(person_number(2)[2:]),
            second(firm_number(12), avregistreringsorsak=f"{person_number(32)}$X", postadress=person_number(33)),
        ],
    )  # fmt: skip
    told = import_register(scb, register, bolagsverket=more)
    said = files.everything(register)
    for number in range(40):
        for century in ("19", "18"):
            assert not files.hunted(said, person_number(number, century))
    assert "Enskilda" not in said
    assert "dödsboet" not in said.replace("Ã¶", "ö")
    assert told["rows"]["natural_persons"] == len(PERSONS)
    assert len(firms(register)) == 6


def test_sole_traders_in_sums_of_five_or_more(tmp_path: Path) -> None:
    lines = [sole(person_number(n)) for n in range(7)]
    lines += [sole(person_number(n), Ng1="01500") for n in range(7, 10)]
    lines += [sole(person_number(n), FtgStat="9") for n in range(10, 20)]
    lines += [sole(person_number(n), PostNr="11122") for n in range(20, 24)]
    scb = zipped(tmp_path / "scb.zip", [row(firm_number(1)), *lines])
    import_register(scb, tmp_path / "register", counties=("24",))
    edition, told = current(tmp_path / "register") or pytest.fail("no edition")
    heaps = pq.read_table(edition / "sole_traders.parquet").to_pylist()
    assert heaps == [
        {"county_code": "24", "municipality_code": "2482", "division": "25", "firms": 7}
    ]
    assert told["rows"]["natural_persons"] == 24


def test_fewer_than_five_persons_are_not_counted_at_all(tmp_path: Path) -> None:
    scb = zipped(
        tmp_path / "scb.zip", [row(firm_number(1)), *(sole(person_number(n)) for n in range(4))]
    )
    told = import_register(scb, tmp_path / "register")
    assert told["rows"]["natural_persons"] == told["rows"]["rows"] == 0


def test_one_county_and_those_that_cannot_be_placed(tmp_path: Path) -> None:
    lines = [
        row(firm_number(1)),
        row(firm_number(2), PostNr="11122"),
        row(firm_number(3), PostNr=""),
    ]
    scb = zipped(tmp_path / "scb.zip", lines)
    told = import_register(scb, tmp_path / "register", counties=("24",))
    assert list(firms(tmp_path / "register")["org_number"]) == [firm_number(1)]
    assert told["rows"]["elsewhere"] == 1
    assert told["placed"]["none"] == 1


@settings(max_examples=12)
@given(
    size=st.integers(40, 3_000),
    lines=st.lists(st.sampled_from([*ODD, *PERSONS, *STRAY]), max_size=25),
)
def test_however_it_is_cut_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, size: int, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    scb = zipped(folder / "scb.zip", [row(firm_number(99)), *lines])
    told = []
    for piece in (pieces.PIECE, size):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pieces, "PIECE", piece)
            told.append(import_register(scb, folder / str(piece)))
    assert told[0] == told[1]
    assert unreadable(folder / str(size)) == unreadable(folder / str(pieces.PIECE))
    rows = told[0]["rows"]
    if rows["natural_persons"]:
        parts = ("firms", "natural_persons", "elsewhere", "unreadable", "twice")
        assert rows["rows"] == len(lines) + 1 == sum(rows[name] for name in parts)


def test_of_a_number_that_stands_twice_the_first_row_is_kept(tmp_path: Path) -> None:
    lines = [row(firm_number(1), PostNr="90325"), row(firm_number(1), PostNr="11122"), row("1")]
    import_register(zipped(tmp_path / "scb.zip", lines), tmp_path / "register")
    assert list(firms(tmp_path / "register")["municipality_code"]) == ["2480"]
    assert unreadable(tmp_path / "register") == [("scb", "3", "twice"), ("scb", "4", "number")]


def test_the_second_file(tmp_path: Path) -> None:
    scb = zipped(tmp_path / "scb.zip", [row(firm_number(1)), row(firm_number(2), PostNr="11122")])
    lines = [
        second(firm_number(1), verksamhetsbeskrivning='Över\ntvå rader; med "citat" och\ttabb'),
        second(firm_number(2), avregistreringsdatum="2024-05-06", avregistreringsorsak="KONKURS-AVREG",
               pagandeAvvecklingsEllerOmstruktureringsforfarande="KK-AVOMFO$2024-01-02"),
        second(firm_number(3)),
        second("5590000000"),
        '"too";"few"\n',
        second(firm_number(2), verksamhetsbeskrivning="Once more"),
    ]  # fmt: skip
    more = zipped_second(tmp_path / "more.zip", lines)
    told = import_register(scb, tmp_path / "register", bolagsverket=more)
    edition, _ = current(tmp_path / "register") or pytest.fail("no edition")
    details = (
        pq.read_table(edition / "details", partitioning=None).to_pandas().set_index("org_number")
    )
    assert details.loc[firm_number(1), "activity"] == 'Över två rader; med "citat" och tabb'
    assert details.loc[firm_number(1), ["form", "county_code"]].tolist() == ["AB", "24"]
    ended = details.loc[firm_number(2)]
    assert (str(ended["deregistered"]), ended["reason"], ended["proceeding"]) == (
        "2024-05-06",
        "KONKURS",
        "KK",
    )
    assert told["bolagsverket"] == {"rows": 6, "firms": 2, "unreadable": 2}
    assert unreadable(tmp_path / "register") == [
        ("bolagsverket", "5", "number"),
        ("bolagsverket", "6", "2"),
    ]


def test_damaged_or_other_files_change_nothing(tmp_path: Path) -> None:
    register = tmp_path / "register"
    good = zipped(tmp_path / "scb.zip", [row(firm_number(1))])
    import_register(good, register)
    before = files.everything(register)
    broken = bytearray(
        zipped(tmp_path / "broken.zip", [row(firm_number(n)) for n in range(200)]).read_bytes()
    )
    broken[len(broken) // 2] ^= 0xFF
    bad = {
        "text.zip": b"no zip",
        "broken.zip": bytes(broken),
        "half.zip": good.read_bytes()[: good.stat().st_size // 2],
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    zipped(tmp_path / "other.zip", b"a\tb\r\n1\t2\r\n")
    zipped(tmp_path / "empty.zip", b"")
    zipped(tmp_path / "nobody.zip", [sole(person_number(1))])
    zipped(tmp_path / "endless.zip", (files.HEADING + "x" * (3 << 20)).encode())
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.txt", "a")
        archive.writestr("b.txt", "b")
    names = [*bad, "other.zip", "empty.zip", "nobody.zip", "endless.zip", "two.zip", "missing.zip"]
    for name in names:
        with pytest.raises(DataError) as error:
            import_register(tmp_path / name, register)
        assert len(error.value.faults) == 1
        found = current(register)
        assert found and found[1]["rows"]["firms"] == 1
    after = "".join(
        line for line in files.everything(register).splitlines(True) if ".making" not in line
    )
    assert after == before


def test_what_was_finished_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = tmp_path / "register"
    scb = zipped(tmp_path / "scb.zip", [row(firm_number(1))])
    more = zipped_second(tmp_path / "more.zip", [second(firm_number(1))])

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(importing, "_details", stop)
        with pytest.raises(KeyboardInterrupt):
            import_register(scb, register, bolagsverket=more)
    assert current(register) is None, "half an import is not shown"
    with monkeypatch.context() as patch:
        patch.setattr(importing, "_firms", stop)
        told = import_register(scb, register, bolagsverket=more)
    assert told["rows"]["firms"] == told["bolagsverket"]["firms"] == 1
    assert not list(register.glob(".making*"))
    assert not list(register.rglob(".*.json"))


def test_editions_follow_each_other_and_the_last_but_one_is_kept(tmp_path: Path) -> None:
    register = tmp_path / "register"
    for count in (1, 2, 3, 3):
        import_register(
            zipped(tmp_path / f"{count}.zip", [row(firm_number(n)) for n in range(count)]), register
        )
    assert len(firms(register)) == 3
    assert len([each for each in register.iterdir() if each.is_dir()]) == 2
    json.loads((register / "register.json").read_text("utf-8"))


def test_one_import_at_a_time(tmp_path: Path) -> None:
    scb = zipped(tmp_path / "scb.zip", [row(firm_number(1))])
    (tmp_path / "register").mkdir()
    with locked(tmp_path / "register"), pytest.raises(DataError):
        import_register(scb, tmp_path / "register")
