"""The page of firms in a real browser: map, list, chart and address are one choice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

import vbdash
from tests.browser.steps import at_rest, opened, press, query, says
from vbdash.charts.maps.geometry import MapGeometry, map_geometry

pytestmark = pytest.mark.browser

MAP = ".st-key-firms_map_map svg.vm"
DRAWN = f"{MAP} :not(pattern) > path[d]"
LIST = "[data-testid=stDataFrame]"


@pytest.fixture(scope="module")
def geometry() -> MapGeometry:
    dataset = vbdash.load()
    return map_geometry(dataset.municipalities, dataset.neighbours)


def at(page: Page, geometry: MapGeometry, x: float, y: float) -> tuple[float, float]:
    """Return where on the page a point of the map is."""
    page.locator(MAP).scroll_into_view_if_needed()
    box = page.locator(MAP).bounding_box()
    assert box is not None
    scale = geometry.scale(box["width"], box["height"])
    return box["x"] + box["width"] / 2 + x * scale, box["y"] + box["height"] / 2 - y * scale


def count(page: Page) -> str:
    """Return what stands above the list: how many it holds."""
    return page.get_by_role(
        "heading", name=re.compile(r"^(\d+ av )?55 företag(, en rad.*)?$")
    ).inner_text()


def ring(page: Page, name: str) -> tuple[float, float]:
    """Return where the first ring of a municipality stands in the chart."""
    chart = page.get_by_test_id("stPlotlyChart").first
    chart.scroll_into_view_if_needed()
    row = chart.locator(".ytick text", has_text=name).bounding_box()
    column = chart.locator(".xtick text").first.bounding_box()
    assert row is not None
    assert column is not None
    return column["x"] + column["width"] / 2, row["y"] + row["height"] / 2


def shaded(page: Page) -> list[str]:
    """Return the names that stand in bold in the chart, the row of totals left out."""
    bold = page.locator("[data-testid=stPlotlyChart] .ytick tspan[style*=bold]")
    return [each for each in bold.all_text_contents() if each != "Kommuner"]


def test_map_chart_list_and_address_are_one(
    browser_page: Page, app_url: str, geometry: MapGeometry
) -> None:
    page = browser_page
    opened(page, f"{app_url}/companies?styrka=any", seen=DRAWN)
    assert count(page).startswith("55 företag")

    # The map: Åsele, where no mark is in the way.
    press(page, at(page, geometry, *geometry.centres(["2463"])[0]))
    says(page, kommun=["Åsele"])
    assert shaded(page) == ["Åsele"]
    assert count(page).startswith("1 av 55")
    expect(page.get_by_test_id("stMultiSelect").first.get_by_text("Åsele")).to_be_visible()

    page.mouse.click(*ring(page, "Malå"))  # the chart
    says(page, kommun=["Åsele", "Malå"])
    assert count(page).startswith("4 av 55")

    page.mouse.click(*ring(page, "Malå"))  # once more lets it go
    says(page, kommun=["Åsele"])

    page.get_by_role("combobox", name="Kommuner").fill("Norsj")  # the list
    page.get_by_role("option", name="Norsjö").click()
    page.keyboard.press("Escape")
    says(page, kommun=["Åsele", "Norsjö"])
    assert sorted(shaded(page)) == ["Norsjö", "Åsele"]
    assert count(page).startswith("4 av 55")


def test_a_firm_opens_from_list_and_map_and_closes(
    browser_page: Page, app_url: str, geometry: MapGeometry
) -> None:
    page = browser_page
    opened(page, f"{app_url}/companies?kommun=Malå", seen=DRAWN)
    grid = page.locator(f"{LIST} canvas").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 60, box["y"] + 36 + 18)
    says(page, foretag=["guideline-geo"])
    panel = page.get_by_role("dialog")
    expect(panel.locator("blockquote").get_by_text("Världsledande inom geofysik")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    at_rest(page)
    assert query(page) == {"kommun": ["Malå"]}

    press(page, at(page, geometry, *geometry.project([18.75], [65.183])[0]))
    says(page, foretag=["guideline-geo"])
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_linked_firm_and_no_mouse(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/companies?foretag=brokk", seen=DRAWN)
    expect(page.get_by_role("dialog", name="Brokk AB")).to_be_visible()
    page.keyboard.press("Escape")
    at_rest(page)
    box = page.get_by_role("combobox", name="Öppna ett företag")
    box.focus()
    page.keyboard.type("Olofsfors")
    page.keyboard.press("Enter")
    says(page, foretag=["olofsfors"])
    expect(page.get_by_role("dialog", name="Olofsfors")).to_be_visible()


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_is_wider_than_a_phone(chromium: Browser, app_url: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 844})
    opened(page, f"{app_url}/companies?styrka=any&foretag=boliden-ronnskar", seen=DRAWN)
    for selector in ("[data-testid=stMain]", "[role=dialog]"):
        wide = page.eval_on_selector(selector, "e => e.scrollWidth - e.clientWidth")
        assert wide <= 1, selector
    page.close()
