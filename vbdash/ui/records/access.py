"""Who may see firms in the region's records: signed in, and allowed by the secrets file.

Signing in is Streamlit's own OpenID Connect (``[auth]`` in ``.streamlit/secrets.toml``); who is
allowed stands beside it::

    [access]
    domains = ["region.example"]
    addresses = ["one.person@elsewhere.example"]

Without both, the public view is all there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from vbdash.text import Text

__all__ = ["Rules", "allowed", "is_colleague", "rules", "sign_in"]


@dataclass(frozen=True)
class Rules:
    """Who is allowed.

    Attributes
    ----------
    domains, addresses
        In lower case. A domain is compared as a whole: ``region.example`` does not let
        ``sub.region.example`` or ``notregion.example`` in.
    """

    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()


def allowed(claims: Mapping[str, Any], who: Rules) -> bool:
    """Whether a signed-in person is a colleague.

    Parameters
    ----------
    claims
        What the identity provider says: ``email`` and ``email_verified``.
    who
        Who is allowed.

    Returns
    -------
    bool
        False unless the provider says that the address is verified and the address, or what
        stands behind its only at sign, is on the list.
    """
    address = claims.get("email")
    if not isinstance(address, str) or claims.get("email_verified") is not True:
        return False
    address = address.strip().lower()
    name, sign, domain = address.partition("@")
    if not name or not sign or "@" in domain or not address.isascii():
        return False
    return address in who.addresses or domain in who.domains


def rules() -> Rules | None:
    """Return who is allowed; None where signing in is not configured."""
    try:
        auth, access = st.secrets.get("auth"), st.secrets.get("access")
    except (FileNotFoundError, OSError):
        return None
    if not auth or not access:
        return None
    domains = frozenset(str(each).strip().lower() for each in access.get("domains", ()))
    addresses = frozenset(str(each).strip().lower() for each in access.get("addresses", ()))
    return Rules(domains, addresses) if domains or addresses else None


def is_colleague() -> bool:
    """Whether this visitor is signed in and allowed; asked anew in every run."""
    who = rules()
    if who is None or not st.user.get("is_logged_in", False):
        return False
    return allowed(dict(st.user), who)


def sign_in(tx: Text) -> None:
    """Draw the way in, or say who is signed in; nothing where it is not configured."""
    if rules() is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if not st.user.get("is_logged_in", False):
            st.caption(tx("Colleagues who sign in see whole figures and firms."))
            st.button(tx("Sign in"), on_click=st.login, icon=":material/login:", key="sign_in")
            return
        address = str(st.user.get("email", ""))
        if is_colleague():
            st.caption(tx("Signed in as {address}.", address=address))
        else:
            st.warning(
                tx("{address} is signed in but not allowed to see firms.", address=address),
                icon=":material/block:",
            )
        st.button(tx("Sign out"), on_click=st.logout, icon=":material/logout:", key="sign_out")
