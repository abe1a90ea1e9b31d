"""Data at addresses: whole, true to the tables, fetched by anybody, and never what is protected."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Iterator

import pandas as pd
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from vbdash import Dataset, Selection
from vbdash.address import DataPath
from vbdash.indicators.industry.measures import measure_values
from vbdash.ui.server import app as server
from vbdash.ui.server import data_files
from vbdash.view import View


def application() -> Starlette:
    async def page(_: object) -> PlainTextResponse:
        return PlainTextResponse("the app")

    return Starlette(routes=[Route("/{path:path}", page)], middleware=server.MIDDLEWARE)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(application(), base_url="http://localhost:8501")


def read(content: bytes, lang: str = "sv") -> pd.DataFrame:
    signs = {"sep": ";", "decimal": ","} if lang == "sv" else {}
    return pd.read_csv(io.BytesIO(content), dtype={"code": str, "region_code": str}, **signs)


def test_every_public_table_is_there_and_whole(client: TestClient, dataset: Dataset) -> None:
    for name in dataset.tables:
        answer = client.get(f"/data/tables/{name}.csv")
        if dataset.protected(name):
            assert answer.status_code == 403
            continue
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        found = read(answer.content)
        assert list(found.columns) == list(dataset.table(name).columns), name
        assert len(found) == len(dataset.table(name)), name


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_measures_figures_are_those_of_the_tables(
    client: TestClient, dataset: Dataset, lang: str
) -> None:
    found = read(client.get(f"/data/measures/population.csv?lang={lang}").content, lang)
    rows = dataset.observations
    own = rows[rows["measure"] == "population"].set_index(["region_code", "year"])["value"]
    assert len(found) == len(own)
    assert all(own[code, year] == value for code, year, value in
               zip(found["code"], found["year"], found["value"], strict=True))  # fmt: skip


def test_every_measure_is_there_with_what_it_is(client: TestClient, dataset: Dataset) -> None:
    for measure in dataset.measures.index:
        told = client.get(f"/data/measures/{measure}.json").json()
        row = dataset.row("measures", str(measure))
        assert told["title"] == row["label_sv"] and told["unit"] == row["unit_sv"]
        assert told["definition"] and told["rows"] and told["sources"], measure
        assert all(each["title"] for each in told["sources"])
        assert {each["name"] for each in told["fields"]} == set(told["rows"][0])


def test_the_links_own_choices_cut_a_file(client: TestClient, dataset: Dataset) -> None:
    path = "/data/measures/employed_residence_share.csv?kommun=Mal%C3%A5&definition=C&ar=2024&del=x&utm_source=y"
    found = read(client.get(path).content)
    wanted = measure_values(dataset, "employed_residence_share", "C")
    wanted = wanted[(wanted["code"] == "2418") & (wanted["year"] == 2024)]
    assert found["value"].tolist() == pytest.approx(wanted["value"].tolist())
    table = read(
        client.get("/data/tables/observations.csv?kommun=2418&matt=population&ar=2020").content
    )
    assert table["region_code"].tolist() == ["2418"] and table["year"].tolist() == [2020]


def test_another_county_and_another_countys_municipality(
    client: TestClient, dataset: Dataset
) -> None:
    table = read(client.get("/data/measures/population.csv?lan=25&ar=2020").content)
    there = dataset.seen_from("25")
    assert set(table["code"]) == {"25", *there.municipality_codes} & set(table["code"])
    assert len(table) >= len(there.municipality_codes)
    one = read(client.get("/data/measures/population.csv?kommun=2580").content)
    assert set(one["code"]) == {"2580"}
    told = client.get("/data/measures/population.json?lan=25").json()
    assert told["address"].endswith("/data/measures/population.json?lan=25")
    home = read(client.get("/data/measures/population.csv?lan=24&ar=2020").content)
    assert {"24", "2480"} & set(home["code"]) and "2580" not in set(home["code"])


@pytest.mark.parametrize("name", ["interventions", "eligible"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_protected_table_is_at_no_address(client: TestClient, name: str, form: str) -> None:
    for path in (f"/data/tables/{name}.{form}", f"/data/tables/{name}.{form}?kommun=Umeå"):
        answer = client.get(path)
        assert answer.status_code == 403 and "lämnas inte ut" in answer.text
    assert name not in client.get("/data/index.json").text


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("/data/tables/zzz.csv", 404, "observations"),
        ("/data/tables/%3Cscript%3E.csv", 404, "observations"),
        ("/data/measures/zzz.json", 404, "population"),
        ("/data/measures/zzz.json?lang=en", 404, "There is no such measure"),
        ("/data/zzz.csv", 404, "index.json"),
        ("/data/measures/population.xlsx", 404, "csv"),
        ("/data/measures/population.csv?kommun=Atlantis", 400, "Atlantis"),
        ("/data/measures/population.csv?ar=20x4", 400, "fyra siffror"),
    ],
)
def test_what_there_is_not_is_said_in_words(
    client: TestClient, path: str, status: int, word: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == status and word in answer.text
    assert answer.headers["content-type"].startswith("text/plain")
    assert "<script>" not in answer.text


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    path = "/data/measures/gva.csv"
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = client.get(path + "?lang=en", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    assert 'filename="gva.csv"' in first.headers["content-disposition"]
    assert 'rel="describedby"' in first.headers["link"]
    head = client.head(path)
    assert head.content == b"" and int(head.headers["content-length"]) > 0


def test_any_page_may_read_and_no_page_may_do_more(client: TestClient) -> None:
    foreign = {"Origin": "https://another.example"}
    path = "/data/tables/sources.json"
    answer = client.get(path, headers=foreign)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")
    asked = client.options(path, headers=foreign | {"Access-Control-Request-Method": "GET"})
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert client.post(path, headers=foreign).status_code == 403
    assert client.post(path).status_code == 405
    assert client.get("/data", headers=foreign).status_code == 403
    assert client.get(path, headers={"Host": "evil.example"}).status_code == 421


def test_under_a_path_of_its_own(client: TestClient) -> None:
    assert client.get("/industri/data/measures/gva.csv").status_code == 200
    assert client.get("/industri/data").text == "the app"


def test_made_once_and_kept_while_there_is_room(dataset: Dataset) -> None:
    shelf = data_files._Shelf(100)
    for n in range(10):
        shelf.put((n,), data_files._Made(bytes(30), "t", "n"))
    assert [n for n in range(10) if shelf.get((n,))] == [7, 8, 9]
    shelf.put(("large",), data_files._Made(bytes(101), "t", "n"))
    assert shelf.get(("large",)) is None and shelf.get((9,))
    assert shelf._taken == 90


def test_the_workbook_of_all_municipalities(client: TestClient) -> None:
    answer = client.get("/data/municipalities.xlsx")
    table = pd.read_excel(
        io.BytesIO(answer.content), sheet_name="Tabell", engine="openpyxl", dtype={"Kod": str}
    )
    assert "2418" in set(table["Kod"]) and table.shape[1] > 10
    found = read(client.get("/data/municipalities.csv?kommun=Umeå").content)
    assert found["code"].tolist() == ["2480"]


def test_the_address_says_the_choices(dataset: Dataset) -> None:
    view = View(dataset, Selection(municipalities=("2418",), year=2024), base="https://x.se")
    found = data_files.address(view, DataPath("measures", "gva", "csv"))
    assert found == "https://x.se/data/measures/gva.csv?kommun=Mal%C3%A5&ar=2024"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Serve the app's middleware on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = uvicorn.Server(
        uvicorn.Config(application(), port=port, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not running.started and time.monotonic() < until:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join(10)


def test_pandas_reads_an_address(url: str, dataset: Dataset) -> None:
    for path, signs in (("", {"sep": ";", "decimal": ","}), ("?lang=en", {})):
        table = pd.read_csv(f"{url}/data/measures/unemployment_rate.csv{path}", **signs)
        own = dataset.observations
        own = own[own["measure"] == "unemployment_rate"]
        assert table["value"].sum() == pytest.approx(float(own["value"].sum()))
        assert "code" in table.columns
