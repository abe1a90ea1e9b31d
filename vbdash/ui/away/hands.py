"""Buttons that need the browser: print, copy the link, share, copy a picture."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Final

import streamlit as st

from vbdash.text import Text

_LOOK: Final = """
span { display: inline-flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: center; }
button { font: inherit; color: inherit; background: none; border: 1px solid transparent; cursor: pointer;
  border-radius: 0.35rem; padding: 0.3rem 0.5rem; min-height: 2.5rem; text-decoration: underline;
  text-underline-offset: 0.2em; }
button:hover { border-color: currentColor; }
button:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
button[hidden] { display: none; }
"""
_HTML: Final = (
    "<span><button type='button' class='print' hidden></button><button type='button' class='copy'>"
    "</button><button type='button' class='share' hidden></button><span class='said' role='status'>"
    "</span></span>"
)
#: The address is the browser's own: it is the one that the visitor came by, and holds the view.
_SCRIPT: Final = """
export default ({ data, parentElement }) => {
  const find = (name) => parentElement.querySelector(`.${name}`);
  const said = find("said");
  const tell = (words) => { said.textContent = words; };
  const address = () => {
    const here = new URL(data.link || location.href);
    for (const name of ["embed", "embed_options", "figur"]) here.searchParams.delete(name);
    return here.href;
  };
  const write = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {  // an address without https has no clipboard; the older way has one
      const box = Object.assign(document.createElement("textarea"), { value: text });
      box.style.cssText = "position:fixed;opacity:0";
      document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      if (!done) throw new Error("not copied");
    }
  };
  const button = (name, words, shown, press) => {
    const each = find(name);
    each.textContent = words;
    each.hidden = !shown;
    each.onclick = press;
  };
  button("print", data.print, Boolean(data.print), () => (window.vbdashPrint ?? window.print)());
  button("copy", data.copy, true, () => write(address()).then(
    () => tell(data.copied), () => tell(`${data.not} ${address()}`)));
  button("share", data.share, Boolean(navigator.share), () => navigator.share(
    { title: document.title, url: address() }).catch(() => {}));
};
"""
#: The picture is made when it is asked for. Browsers want to be told at the press that something
#: will be copied, and take a promise of it.
_COPY: Final = """
export default ({ data, parentElement, setTriggerValue }) => {
  const kept = (parentElement.vbdashCopy ??= {});
  const press = parentElement.querySelector(".copy"), said = parentElement.querySelector(".said");
  press.textContent = data.copy;
  if (data.png && kept.give) {
    kept.give(fetch(`data:image/png;base64,${data.png}`).then((each) => each.blob()));
    kept.give = null;
  }
  press.onclick = async () => {
    said.textContent = data.wait;
    try {
      const png = new Promise((give) => { kept.give = give; });
      const written = navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
      setTriggerValue("asked", Date.now());
      await written;
      said.textContent = data.copied;
    } catch {
      kept.give = null;
      said.textContent = data.not;
    }
  };
};
"""


def page_buttons(tx: Text, key: str, *, link: str = "", printing: bool = True) -> None:
    """Draw the buttons that print the page, copy its link and share it where the browser can.

    Parameters
    ----------
    tx
        Language of the buttons.
    key
        Distinguishes them from others on the page.
    link
        Address that is copied and shared; empty for the one in the browser.
    printing
        Whether there is a button that prints.
    """
    words = {
        "print": tx("Print") if printing else "",
        "copy": tx("Copy the link"),
        "share": tx("Share the link"),
        "copied": tx("The link is copied."),
        "not": tx("The browser does not let the link be copied. Here it is:"),
        "link": link,
    }
    component = st.components.v2.component("vbdash_page_buttons", html=_HTML, css=_LOOK, js=_SCRIPT)
    component(data=words, key=f"vb_hands_{key}", width="content")


def copy_picture(tx: Text, key: str, make: Callable[[], bytes]) -> None:
    """Draw the button that puts a picture on the clipboard.

    Parameters
    ----------
    tx
        Language of the button.
    key
        Distinguishes it from others on the page.
    make
        Makes the picture as PNG, when it is asked for.
    """
    name = f"vb_copy_{key}"
    state = st.session_state.get(name)
    asked = bool(state and state.get("asked"))
    words = {
        "copy": tx("Copy the picture"),
        "wait": tx("Drawing"),
        "copied": tx("The picture is copied."),
        "not": tx("The browser does not let pictures be copied here; take the PNG file."),
        "png": base64.b64encode(make()).decode() if asked else "",
    }
    html = "<span><button type='button' class='copy'></button><span class='said' role='status'></span></span>"
    component = st.components.v2.component("vbdash_copy_picture", html=html, css=_LOOK, js=_COPY)
    component(data=words, key=name, on_asked_change=_asked, width="content")


def _asked() -> None:
    """Let the run that follows know; Streamlit asks for a function."""
