"""Who may see firms in the region's records: signed in of late, and allowed by the secrets file.

Signing in is Streamlit's own OpenID Connect (``[auth]`` in ``.streamlit/secrets.toml``); who is
allowed stands beside it::

    [access]
    domains = ["region.example"]
    addresses = ["one.person@elsewhere.example"]
    hours = 12

Without both, the public view is all there is.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import streamlit as st

from vbdash.text import Text

_DOMAIN: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_HOURS: Final = 12.0
#: Clocks of this server and of the identity provider may differ by so many seconds.
_SKEW: Final = 300
#: Microsoft Entra's claim that the owner of the address's domain has been verified; comes as text.
_ENTRA: Final = "xms_edov"
_ENTRA_TRUE: Final = (True, 1, "1", "true")
_LOG: Final = logging.getLogger("vbdash.access")


@dataclass(frozen=True)
class Rules:
    """Who is allowed.

    Attributes
    ----------
    domains, addresses
        In lower case. A domain is compared as a whole: ``region.example`` does not let
        ``sub.region.example`` or ``notregion.example`` in.
    hours
        How long a sign-in lasts.
    tenant
        Microsoft Entra's id of the organisation, for its tokens without ``email_verified``.
    """

    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    hours: float = _HOURS
    tenant: str = ""

    @classmethod
    def of(cls, access: Mapping[str, Any]) -> Rules:
        """Read the table ``[access]``; what is no address or domain lets nobody in."""
        hours = access.get("hours", _HOURS)
        number = isinstance(hours, (int, float)) and not isinstance(hours, bool)
        return cls(
            frozenset(filter(_DOMAIN.fullmatch, _texts(access.get("domains")))),
            frozenset(each for each in _texts(access.get("addresses")) if _domain(each)),
            float(hours) if number and hours > 0 else 0.0,
            str(access.get("tenant", "")).strip().lower(),
        )


def _texts(value: Any) -> list[str]:
    """Read a list of texts, or a single one."""
    listed = [value] if isinstance(value, str) else value if isinstance(value, Iterable) else []
    return [str(each).strip().lower() for each in listed]


def _domain(address: str) -> str:
    """Return what stands behind the only at sign of an address; nothing where it is none."""
    name, _, domain = address.partition("@")
    whole = name and address.isascii() and not re.search(r"[\s\x00-\x1f]", address)
    return domain if whole and _DOMAIN.fullmatch(domain) else ""


def allowed(claims: Mapping[str, Any], who: Rules) -> bool:
    """Whether a signed-in person is a colleague.

    Parameters
    ----------
    claims
        What the identity provider says: ``email`` and ``email_verified``, or what Microsoft Entra
        says in its stead.
    who
        Who is allowed.

    Returns
    -------
    bool
        False unless the provider says that the address is verified and the address, or what
        stands behind its only at sign, is on the list.
    """
    address = claims.get("email")
    if not isinstance(address, str) or not _verified(claims, who):
        return False
    address = address.strip().lower()
    domain = _domain(address)
    return bool(domain) and (address in who.addresses or domain in who.domains)


def _verified(claims: Mapping[str, Any], who: Rules) -> bool:
    if "email_verified" in claims or not who.tenant:
        return claims.get("email_verified") is True
    own = str(claims.get("tid", "")).strip().lower() == who.tenant
    return own and claims.get(_ENTRA) in _ENTRA_TRUE


def fresh(claims: Mapping[str, Any], who: Rules, now: float | None = None) -> bool:
    """Whether somebody signed in of late: the provider's own time stamp, not the cookie's age.

    A cookie lives for thirty days in the browser; somebody who has left the region must not.
    """
    issued = claims.get("iat")
    if isinstance(issued, bool) or not isinstance(issued, (int, float)):
        return False
    age = (time.time() if now is None else now) - issued
    return -_SKEW <= age <= who.hours * 3600


def rules() -> Rules | None:
    """Return who is allowed; None where signing in is not configured."""
    try:
        auth, access = st.secrets.get("auth"), st.secrets.get("access")
    except (FileNotFoundError, OSError):
        return None
    if not auth or not isinstance(access, Mapping):
        return None
    found = Rules.of(access)
    return found if found.domains or found.addresses else None


def is_colleague() -> bool:
    """Whether this visitor is signed in and allowed; asked anew in every run."""
    who = rules()
    if who is None or not st.user.get("is_logged_in", False):
        return False
    claims = dict(st.user)
    return fresh(claims, who) and allowed(claims, who)


def note_seen(part: str) -> None:
    """Write to the log that a colleague looks at firms: when, who, which part; no firm.

    Once for each part in a visit, as a line of JSON.
    """
    seen: set[str] = st.session_state.setdefault("own_records_seen", set())
    if part in seen:
        return
    seen.add(part)
    when = datetime.now(UTC).isoformat(timespec="seconds")
    who = str(st.user.get("email", ""))
    _LOG.warning(json.dumps({"time": when, "event": "firms seen", "who": who, "part": part}))


def sign_in(tx: Text) -> None:
    """Draw the way in, or say who is signed in; nothing where it is not configured."""
    who = rules()
    if who is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if not st.user.get("is_logged_in", False):
            st.caption(tx("Colleagues who sign in see whole figures and firms."))
            st.button(tx("Sign in"), on_click=st.login, icon=":material/login:", key="sign_in")
            return
        address = str(st.user.get("email", ""))
        if is_colleague():
            st.caption(tx("Signed in as {address}.", address=address))
        elif allowed(dict(st.user), who):
            st.warning(
                tx("Your sign-in is too old. Sign out and in again."), icon=":material/history:"
            )
        else:
            st.warning(
                tx("{address} is signed in but not allowed to see firms.", address=address),
                icon=":material/block:",
            )
        st.button(tx("Sign out"), on_click=st.logout, icon=":material/logout:", key="sign_out")
