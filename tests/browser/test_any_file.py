"""Any file may be dropped on the page: what it is, is said by the product in the visitor's language."""

from __future__ import annotations

import unicodedata

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import at_rest, opened
from tests.browser.test_upload import give
from tests.records.files.bad_files import HEADER, HELP, ROW, csv
from tests.records.files.other_books import ods, xls, xlsb

pytestmark = pytest.mark.browser

READ = "2 rader är lästa och alla är rätt"


def test_endings_and_names_of_every_kind_and_a_change_of_page(
    browser_page: Page, app_url: str
) -> None:
    page = browser_page
    opened(page, f"{app_url}/interventions?del=egna&poster=fil")
    rows = [HEADER, ROW, HELP]
    for name, content in (
        ("besok.XLS", xls(rows)), ("besok.ods", ods(rows)), ("besok.xlsb", xlsb(rows)),
        ("INSATSER.CSV", csv(rows)), (unicodedata.normalize("NFD", "besök i mål.csv"), csv(rows)),
    ):  # fmt: skip
        give(page, name, content)
        expect(page.get_by_text(READ)).to_be_visible()
        expect(page.get_by_text(f"Läst: {unicodedata.normalize('NFC', name)}")).to_be_visible()

    page.get_by_role("link", name="Data och metod").first.click()
    at_rest(page)
    page.get_by_role("link", name="Vilka företag har fått hjälp?").first.click()
    at_rest(page)
    page.get_by_role("radio", name="Regionens egna uppgifter").click()
    at_rest(page)
    expect(page.get_by_text(READ)).to_be_visible()

    give(page, "besok.docx", b"PK\x03\x04" + b"x" * 400)
    expect(page.get_by_text("1 fel hittades")).to_be_visible()
    give(page, "bild.png", b"\x89PNG\r\n\x1a\n" + bytes(400))
    expect(page.get_by_text("1 fel hittades")).to_be_visible()
    give(page, "stor.csv", b"x" * (20 * 2**20 + 1))
    expect(page.get_by_text("Filen är för stor: högst 20")).to_be_visible()
    body = page.inner_text("body")
    assert "File must be" not in body
    assert "not allowed" not in body

    opened(page, f"{app_url}/present")
    give(page, "bilder.PPTX", b"PK\x03\x04")
    expect(page.get_by_text("Filen är inte ett bildspel från den här appen")).to_be_visible()
