"""Who is let in: address, age of the sign-in, and the identity provider's word for the address."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
import streamlit as st

from vbdash.ui import access
from vbdash.ui.access import Rules, allowed, fresh

NOW = 1_800_000_000.0
HOUR = 3600


def claims(email: object = "anna@region.example", **more: object) -> dict[str, object]:
    return {"email": email, "email_verified": True, "iat": NOW} | more


@pytest.mark.parametrize(
    "access_table",
    [
        {"domains": [""]}, {"domains": ["@"]}, {"domains": [" "]}, {"domains": ["."]},
        {"domains": ["*"]}, {"domains": ["example"]}, {"domains": "e"}, {"domains": None},
        {"addresses": [""]}, {"addresses": ["@"]}, {"addresses": ["a@"]}, {"addresses": ["@b.se"]},
        {"addresses": ["a"]}, {"addresses": "anna"}, {"domains": ["@region.example"]}, {},
        {"domains": 7}, {"addresses": ["a b@region.example"]},
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "email", ["a@", "@", "", "a@b", "a@e", "a@example", "anna@region.example", "@b.se", "a b@region.example",
              "a@*", "a@."],
)  # fmt: skip
def test_an_empty_or_half_rule_lets_nobody_in(access_table: dict[str, Any], email: str) -> None:
    assert not allowed(claims(email), Rules.of(access_table))


@pytest.mark.parametrize("broken", ["", "@", ".", " "])
def test_nor_does_one_made_by_hand(broken: str) -> None:
    who = Rules(frozenset({broken}), frozenset({broken, f"a@{broken}"}))
    for email in ("a@", f"a@{broken}", broken, "@"):
        assert not allowed(claims(email), who)


def test_one_address_may_stand_for_a_list() -> None:
    who = Rules.of({"domains": "Region.example", "addresses": "eva@elsewhere.example"})
    assert allowed(claims(), who)
    assert allowed(claims("Eva@elsewhere.example"), who)
    assert not allowed(claims("bo@elsewhere.example"), who)


@pytest.mark.parametrize(
    ("issued", "let_in"),
    [
        (NOW, True), (NOW - 11 * HOUR, True), (NOW - 13 * HOUR, False), (NOW - 30 * 24 * HOUR, False),
        (NOW + 60, True), (NOW + HOUR, False), (None, False), (True, False), (str(NOW), False),
        (float("nan"), False), (0, False), (-1, False),
    ],
)  # fmt: skip
def test_a_sign_in_grows_old(issued: object, let_in: bool) -> None:
    assert fresh(claims(iat=issued), Rules(), NOW) is let_in


@pytest.mark.parametrize("hours", [0, -1, "12", None, True, float("nan")])
def test_hours_that_are_none_let_nobody_in(hours: object) -> None:
    assert not fresh(claims(iat=NOW - 1), Rules.of({"hours": hours}), NOW)


def test_the_hours_are_a_setting() -> None:
    assert not fresh(claims(iat=NOW - 2 * HOUR), Rules.of({"hours": 1}), NOW)
    assert fresh(claims(iat=NOW - 20 * HOUR), Rules.of({"hours": 24}), NOW)


ENTRA = {"domains": ["region.example"], "tenant": "1111-AAAA"}


@pytest.mark.parametrize("verified", [True, "1", "true", 1])
def test_entra_says_it_in_its_own_way(verified: object) -> None:
    token = {"email": "anna@region.example", "tid": "1111-aaaa", "xms_edov": verified}
    assert allowed(token, Rules.of(ENTRA))
    assert not allowed(token, Rules.of({"domains": ["region.example"]})), "not unless it is set"


@pytest.mark.parametrize(
    "wrong",
    [
        {"tid": "2222"}, {"tid": ""}, {"tid": None}, {"xms_edov": False}, {"xms_edov": "0"},
        {"xms_edov": None}, {"email_verified": False}, {"email_verified": "true"},
        {"email": "anna@other.example"},
    ],
)  # fmt: skip
def test_another_tenant_or_an_address_nobody_vouches_for_is_not_let_in(wrong: dict) -> None:
    token = {"email": "anna@region.example", "tid": "1111-aaaa", "xms_edov": True} | wrong
    assert not allowed(token, Rules.of(ENTRA))


def signed_in(monkeypatch: pytest.MonkeyPatch, user: dict[str, object]) -> None:
    monkeypatch.setattr(
        st, "secrets", {"auth": {"x": 1}, "access": {"domains": ["region.example"]}}
    )
    monkeypatch.setattr(st, "user", user)
    monkeypatch.setattr(access.time, "time", lambda: NOW)


def test_a_colleague_is_one_only_while_the_sign_in_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(monkeypatch, claims(is_logged_in=True))
    assert access.is_colleague()
    signed_in(monkeypatch, claims(is_logged_in=True, iat=NOW - 13 * HOUR))
    assert not access.is_colleague()
    signed_in(monkeypatch, claims(is_logged_in=False))
    assert not access.is_colleague()


def test_who_looked_is_logged_once_a_part_and_in_one_line(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    signed_in(monkeypatch, claims("anna@region.example\n{}", is_logged_in=True))
    monkeypatch.setattr(st, "session_state", {})
    with caplog.at_level(logging.INFO):
        for part in ("vita", "vita", "rackvidd"):
            access.note_seen(part)
    lines = [json.loads(each.getMessage()) for each in caplog.records]
    assert [each["part"] for each in lines] == ["vita", "rackvidd"]
    assert set(lines[0]) == {"time", "event", "who", "part"}
    assert lines[0]["who"].startswith("anna@region.example")
    assert "\n" not in caplog.records[0].getMessage()
