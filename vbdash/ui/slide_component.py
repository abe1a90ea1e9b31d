"""The two pieces of a slide show that need the browser: the picture, and the presenter's keys.

The picture is an SVG of ours with real letters in the page's own font. It is put into the page as
it is, so only pictures drawn by :mod:`vbdash.reports.pictures` may be given to it.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

__all__ = ["keys", "picture"]

_PICTURE: Final = """
export default ({ data, parentElement }) => {
  const drawn = new DOMParser().parseFromString(data.svg, "image/svg+xml").documentElement;
  drawn.removeAttribute("width");
  drawn.removeAttribute("height");
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", data.alt);
  drawn.querySelectorAll("title, metadata").forEach((each) => each.remove());
  drawn.querySelectorAll("text").forEach((each) => { each.style.fontFamily = data.font; });
  parentElement.querySelector(".picture").replaceChildren(drawn);
};
"""
_LOOK: Final = """
.picture svg { display: block; width: 100%; height: var(--slide-picture, 56vh); }
.picture { background: #ffffff; }
@media (max-width: 640px), print { .picture svg { height: auto; } }
"""
#: A presenter's remote sends PageDown and PageUp; fingers swipe; F fills the screen.
_KEYS: Final = """
export default ({ data, parentElement }) => {
  const press = (name) => document.querySelector(`.st-key-${name} button:not(:disabled)`)?.click();
  const typing = (target) => target.closest?.("input, textarea, [contenteditable], [role=dialog]");
  const fill = () => document.fullscreenElement
    ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  const moves = { PageDown: "slide_next", PageUp: "slide_back" };
  const onKey = (event) => {
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves[event.key]) { event.preventDefault(); press(moves[event.key]); }
    if (event.key === "f" || event.key === "F") fill();
  };
  let start = null;
  const onStart = (event) => {
    start = event.touches.length === 1 ? [event.touches[0].clientX, event.touches[0].clientY] : null;
  };
  const onEnd = (event) => {
    if (!start) return;
    const across = event.changedTouches[0].clientX - start[0];
    const down = event.changedTouches[0].clientY - start[1];
    if (Math.abs(across) > 50 && Math.abs(across) > 2 * Math.abs(down)) {
      press(across < 0 ? "slide_next" : "slide_back");
    }
    start = null;
  };
  const button = parentElement.querySelector("button");
  button.textContent = data.fill;
  button.onclick = fill;
  document.addEventListener("keydown", onKey);
  document.addEventListener("touchstart", onStart, { passive: true });
  document.addEventListener("touchend", onEnd, { passive: true });
  const on = () => document.querySelector(".st-key-slide_next button:not(:disabled)")
    ? press("slide_next") : press("slide_first");
  const timer = data.seconds > 0 ? setTimeout(on, 1000 * data.seconds) : null;
  return () => {
    clearTimeout(timer);
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("touchstart", onStart);
    document.removeEventListener("touchend", onEnd);
  };
};
"""
_BUTTON_LOOK: Final = """
button { font: inherit; color: inherit; background: none; border: 1px solid currentColor;
  border-radius: 0.35rem; padding: 0.3rem 0.7rem; min-height: 2.5rem; cursor: pointer; }
button:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
"""


def picture(svg: str, alt: str, key: str) -> None:
    """Show a picture as large as the screen allows.

    Parameters
    ----------
    svg
        Drawn by this package.
    alt
        What it shows, for screen readers.
    key
        Tells it from other pictures.
    """
    component = st.components.v2.component(
        "vbdash_slide_picture", html='<div class="picture"></div>', css=_LOOK, js=_PICTURE
    )
    font = '"Source Sans", "Source Sans Pro", "Segoe UI", Arial, sans-serif'
    component(data={"svg": svg, "alt": alt, "font": font}, key=key)


def keys(fill: str, seconds: int = 0) -> None:
    """Listen to a presenter's keys, remote and fingers, and offer to fill the screen.

    Parameters
    ----------
    fill
        What the button that fills the screen says.
    seconds
        Go on by itself after so long, and from the last slide to the first; 0 for never.
    """
    component = st.components.v2.component(
        "vbdash_slide_keys", html="<button type='button'></button>", css=_BUTTON_LOOK, js=_KEYS
    )
    component(data={"fill": fill, "seconds": seconds}, key="_slide_keys", width="content")
