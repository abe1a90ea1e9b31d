"""The links of sources lead to pages that people read, not to what machines fetch."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import vbdash

#: Hosts, folders and endings of what answers machines: interfaces, raw files, tables to download.
MACHINES = re.compile(
    r"(^|\.)(api|raw|cdn)\.|/api(/|$)|/v\d+(beta)?/(tables|data)|/doris/|/rest/"
    r"|\.(json|csv|zip|px|xml|parquet)$",
    re.IGNORECASE,
)


def machine(address: str) -> bool:
    parts = urlsplit(address)
    return bool(MACHINES.search(parts.netloc) or MACHINES.search(parts.path)) or (
        "outputformat=" in parts.query.lower() or "format=json" in parts.query.lower()
    )


def test_no_source_leads_to_what_machines_fetch(dataset: vbdash.Dataset) -> None:
    urls = dataset.sources["url"].dropna()
    assert len(urls) > 100
    assert [str(key) for key, url in urls.items() if machine(str(url))] == []


def test_tables_of_the_statistics_agency_lead_to_their_pages(dataset: vbdash.Dataset) -> None:
    tables = dataset.sources.loc[[k for k in dataset.sources.index if k.startswith("scb-tab")]]
    assert len(tables) >= 6
    page = "https://www.statistikdatabasen.scb.se/pxweb/sv/ssd/START__"
    assert all(url.startswith(page) and url.endswith("/") for url in tables["url"])


def test_the_test_knows_an_interface() -> None:
    assert machine("https://statistikdatabasen.scb.se/api/v2/tables/TAB3200")
    assert machine("https://api.scb.se/OV0104/v1/doris/sv/ssd/AM/AM0210")
    assert not machine("https://www.apirent.se/kapitel/data.html")
