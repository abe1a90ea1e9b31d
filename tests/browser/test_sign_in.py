"""Signing in with OpenID Connect, against a real provider on loopback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import free_port, start_app
from tests.browser.steps import opened
from tests.records.files.bad_files import HEADER, HELP, ROW, csv
from vbdash.__main__ import main

pytestmark = pytest.mark.browser
SHIPPED = Path(__file__).resolve().parents[2] / "data"

PEOPLE = {
    "colleague": {"email": "anna@region.example", "email_verified": True},
    "unverified": {"email": "bo@region.example", "email_verified": False},
    "outsider": {"email": "eva@notregion.example", "email_verified": True},
}


@pytest.fixture(scope="module")
def signed_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with records on the server and sign-in configured."""
    folder = tmp_path_factory.mktemp("signed")
    data = Path(shutil.copytree(SHIPPED, folder / "data"))
    records = folder / "insatser.csv"
    records.write_bytes(csv([HEADER, ROW, HELP]))
    assert main(["import", "interventions", str(records), "--data", str(data)]) == 0
    users = [User(sub=name, claims=claims) for name, claims in PEOPLE.items()]
    with run_server_in_thread(user_claims=users) as provider:
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        secrets = folder / "secrets.toml"
        secrets.write_text(
            f"""
[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "a-secret-for-this-test-only-000000"
client_id = "vbdash"
client_secret = "not-checked"
server_metadata_url = "http://localhost:{provider.server_port}/.well-known/openid-configuration"

[access]
domains = ["region.example"]
"""
        )
        server, _ = start_app(
            port=port, VBDASH_DATA=str(data), STREAMLIT_SECRETS_FILES=str(secrets)
        )
        yield url
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    yield page
    context.close()


def sign_in(page: Page, app: str, who: str) -> None:
    opened(page, f"{app}/interventions?del=egna")
    page.get_by_role("button", name="Logga in").click()
    page.locator("input[name=sub]").fill(who)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{app}/**")
    opened(page, f"{app}/interventions?del=egna")


def test_without_signing_in_the_public_view_is_all_there_is(page: Page, signed_app: str) -> None:
    opened(page, f"{signed_app}/interventions?del=egna")
    expect(page.get_by_text("redovisas inte").first).to_be_visible()
    expect(page.get_by_role("radio", name="Vita fläckar och plan")).to_have_count(0)
    opened(page, f"{signed_app}/interventions?del=egna&visning=allt&avsnitt=vita")
    expect(page.get_by_role("radio", name="Vita fläckar och plan")).to_have_count(0)


def test_a_colleague_sees_everything_until_signing_out(page: Page, signed_app: str) -> None:
    sign_in(page, signed_app, "colleague")
    expect(page.get_by_text("Inloggad som anna@region.example")).to_be_visible()
    expect(page.get_by_text("2 företag finns i uppgifterna").first).to_be_visible()
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/oauth2/end_session**")  # the provider's own page
    opened(page, f"{signed_app}/interventions?del=egna")
    expect(page.get_by_role("button", name="Logga in")).to_be_visible()
    expect(page.get_by_text("2 företag finns i uppgifterna")).to_have_count(0)


@pytest.mark.parametrize("who", ["unverified", "outsider"])
def test_others_who_sign_in_see_the_public_view(who: str, page: Page, signed_app: str) -> None:
    sign_in(page, signed_app, who)
    expect(page.get_by_text("har inte behörighet")).to_be_visible()
    expect(page.get_by_text("2 företag finns i uppgifterna")).to_have_count(0)
