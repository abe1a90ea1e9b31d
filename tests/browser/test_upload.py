"""From a file on somebody's desk to white spots and a visit list, in a real browser."""

from __future__ import annotations

import io

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import at_rest, opened
from tests.records.files.bad_files import HEADER, HELP, ROW, changed, csv, xlsx

pytestmark = pytest.mark.browser


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    at_rest(page)


def give(page: Page, name: str, content: bytes, place: int = 0) -> None:
    box = page.locator('[data-testid="stFileUploaderDropzoneInput"]').nth(place)
    box.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    at_rest(page)


def test_from_upload_to_white_spots_to_export(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/interventions?del=egna&poster=fil")
    expect(page.get_by_text("Filen läses i minnet, bara för dig").first).to_be_visible()

    give(page, "fel.csv", csv([HEADER, changed("Kommun", "Luleå"), changed("Datum", "i går")]))
    expect(page.get_by_text("2 fel hittades")).to_be_visible()
    faults = page.get_by_role("region", name="Vad som är fel i filen, rad för rad")
    expect(faults.get_by_role("row", name="2 Kommun Luleå")).to_be_visible()
    expect(faults.get_by_role("row", name="3 Datum i går")).to_be_visible()
    with page.expect_download() as listed:
        page.get_by_role("button", name="Hämta fellistan").click()
    assert "Luleå" in listed.value.path().read_text("utf-8-sig")

    page.get_by_role("button", name="Ta bort filen").first.click()
    at_rest(page)
    records = [HEADER, ROW, HELP, changed("Kommun", "Malå", changed("Företags-id", "f-3", HELP))]
    records[3][1] = "Gamma AB"
    give(page, "insatser.xlsx", xlsx(records))
    expect(page.get_by_text("3 rader är lästa och alla är rätt")).to_be_visible()
    expect(page.get_by_text("3 företag finns i uppgifterna").first).to_be_visible()

    page.get_by_text("Företagen som kunde ha nåtts (målgruppen)").click()
    counts = csv([["Kommun", "SNI", "Storlek", "Antal företag"], ["Malå", "28", "1-9", "12"],
                  ["Umeå", "28", "1-9", "40"], ["Sorsele", "16", "1-9", "6"]])  # fmt: skip
    give(page, "malgrupp.csv", counts, 1)
    expect(page.get_by_text("2 av 58 företag i målgruppen har nåtts").first).to_be_visible()

    choose(page, "Vita fläckar och plan")
    expect(page.get_by_text("56 företag i målgruppen har inte nåtts").first).to_be_visible()
    expect(page.get_by_role("heading", name="Besökslista")).to_be_visible()
    expect(page.get_by_role("heading", name="20 besök i 3 kommuner")).to_be_visible()
    page.locator(".st-key-visits_files button").first.click()
    strip = page.locator(".st-key-visits_xlsx button").first
    with page.expect_download() as visits:
        strip.click()
    book = openpyxl.load_workbook(io.BytesIO(visits.value.path().read_bytes()))
    rows = list(book.worksheets[1].iter_rows(values_only=True))
    heading = rows[0].index("Besök")
    assert sum(row[heading] for row in rows[1:]) == 20

    choose(page, "Så som allmänheten ser det")
    expect(page.get_by_text("Antal under 5 redovisas inte").first).to_be_visible()
    expect(page.get_by_text("3 företag finns i uppgifterna")).to_have_count(0)


def test_another_visitor_sees_nothing_of_it(
    browser_page: Page, chromium: Browser, app_url: str
) -> None:
    page = browser_page
    opened(page, f"{app_url}/interventions?del=egna&poster=fil")
    give(page, "insatser.csv", csv([HEADER, ROW, HELP]))
    expect(page.get_by_text("2 rader är lästa")).to_be_visible()
    other = chromium.new_page()
    opened(other, page.url)
    assert "Beta" not in other.inner_text("body")
    assert "rader är lästa" not in other.inner_text("body")
    other.close()
    page.reload()
    at_rest(page)
    expect(page.get_by_text("rader är lästa")).to_have_count(0)
