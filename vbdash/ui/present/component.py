"""The two pieces of a slide show that need the browser: the picture, and the presenter's keys.

The picture is an SVG of ours with real letters in the page's own font. It is put into the page as
it is, so only pictures drawn by :mod:`vbdash.reports.pictures` may be given to it.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.text import Text

_PICTURE: Final = """
export default ({ data, parentElement }) => {
  const box = parentElement.querySelector(".picture");
  const phone = matchMedia("(max-width: 640px)");
  const draw = () => {
    const svg = phone.matches ? data.upright : data.svg;
    const drawn = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    drawn.removeAttribute("width");
    drawn.removeAttribute("height");
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", data.alt);
    drawn.querySelectorAll("title, metadata").forEach((each) => each.remove());
    drawn.querySelectorAll("text").forEach((each) => { each.style.fontFamily = data.font; });
    box.replaceChildren(drawn);
  };
  draw();
  phone.addEventListener("change", draw);
  return () => phone.removeEventListener("change", draw);
};
"""
_LOOK: Final = """
.picture { background: #ffffff; position: absolute; inset: 0; }
.picture svg { display: block; width: 100%; height: 100%; }
@media (max-width: 640px), print { .picture { position: static; } .picture svg { height: auto; } }
"""
#: A presenter's remote sends PageDown and PageUp; fingers swipe; F fills the screen; P holds a
#: show that goes on by itself; a space goes on. The buttons are seen while a hand moves. Such a show also stands still while somebody has the keyboard's
#: focus or the mouse on its buttons, and a slide that somebody touches gets its whole time again.
_KEYS: Final = """
const HOLD = 60000, RESTS = 3000;
export default ({ data, parentElement }) => {
  const show = (window.vbdashShow ??= {
    paused: matchMedia("(prefers-reduced-motion: reduce)").matches });
  show.off?.();  // called for every slide, while only leaving the show cleans up
  const bar = () => document.querySelector(".st-key-slide_bar");
  const press = (name) => document.querySelector(`.st-key-${name} button:not(:disabled)`)?.click();
  const typing = (target) => target.closest?.("input, textarea, [contenteditable], [role=dialog]");
  const fill = () => document.fullscreenElement
    ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  const holder = parentElement.querySelector(".hold");
  const tell = () => {
    holder.hidden = !data.seconds;
    holder.textContent = show.paused ? data.go : data.hold;
    document.querySelector(".slide[aria-live]")
      ?.setAttribute("aria-live", data.seconds && !show.paused ? "off" : "polite");
  };
  const hold = () => { show.paused = !show.paused; tell(); };
  const moves = { PageDown: "slide_next", PageUp: "slide_back" };
  let left = data.seconds, over = 0, start = null;
  const seen = () => { left = data.seconds; };
  const onKey = (event) => {
    seen();
    if (event.key === "Tab") { show.tabbed = true; stir(); }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves[event.key]) { event.preventDefault(); press(moves[event.key]); }
    // A button that the keyboard has chosen is pressed by a space; everywhere else it goes on.
    if (event.key === " " && !(show.tabbed && event.target.closest?.("button"))) {
      event.preventDefault();
      press(event.shiftKey ? "slide_back" : "slide_next");
    }
    if (event.key === "f" || event.key === "F") fill();
    if (data.seconds && (event.key === "p" || event.key === "P")) hold();
  };
  const stir = () => {
    document.documentElement.classList.add("vb-moved");
    clearTimeout(show.rests);
    show.rests = setTimeout(() => document.documentElement.classList.remove("vb-moved"), RESTS);
  };
  const onMove = (event) => {
    seen();
    stir();
    const here = event.pointerType === "mouse" && bar()?.contains(event.target);
    over = here ? performance.now() + HOLD : 0;
  };
  const wide = (event) => event.composedPath().some((each) =>
    each.matches?.(".scroll") && each.scrollWidth > each.clientWidth + 1);
  const onDown = () => { show.tabbed = false; stir(); };
  const onStart = (event) => {
    seen();
    const alone = event.touches.length === 1 && !wide(event);
    start = alone ? [event.touches[0].clientX, event.touches[0].clientY] : null;
  };
  const onDraw = (event) => {  // or the browser goes back in its history as well
    if (!start || event.touches.length > 1 || !event.cancelable) return;
    const across = Math.abs(event.touches[0].clientX - start[0]);
    if (across > Math.abs(event.touches[0].clientY - start[1])) event.preventDefault();
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
  const focused = () => show.tabbed && bar()?.contains(document.activeElement);
  const held = () => show.paused || document.hidden || performance.now() < over || focused()
    || document.querySelector("[role=dialog]");
  const tick = () => {
    if (held()) return;
    left -= 1;
    if (left > 0) return;
    seen();
    const more = document.querySelector(".st-key-slide_next button:not(:disabled)");
    press(more ? "slide_next" : "slide_first");
  };
  const filler = parentElement.querySelector(".fill");
  filler.textContent = data.fill;
  filler.onclick = fill;
  holder.onclick = hold;
  tell();
  const heard = { keydown: onKey, pointerdown: onDown, pointermove: onMove, touchstart: onStart,
    touchmove: onDraw, touchend: onEnd };
  Object.entries(heard).forEach(([name, f]) => document.addEventListener(name, f, { passive: false }));
  const timer = data.seconds > 0 ? setInterval(tick, 1000) : null;
  show.off = () => {
    clearInterval(timer);
    Object.entries(heard).forEach(([name, f]) => document.removeEventListener(name, f));
  };
  return show.off;
};
"""
_HTML: Final = (
    "<span><button type='button' class='hold' hidden></button>"
    "<button type='button' class='fill'></button></span>"
)
_BUTTON_LOOK: Final = """
span { display: flex; gap: 1rem; }
button[hidden] { display: none; }
button { font: inherit; color: inherit; background: none; border: 1px solid currentColor;
  border-radius: 0.35rem; padding: 0.3rem 0.7rem; min-height: 2.5rem; cursor: pointer; }
button:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
"""


def picture(svg: str, upright: str, alt: str, key: str) -> None:
    """Show a picture as large as the screen allows.

    Parameters
    ----------
    svg
        Drawn by this package.
    upright
        The same on a sheet for a phone.
    alt
        What it shows, for screen readers.
    key
        Tells it from other pictures.
    """
    component = st.components.v2.component(
        "vbdash_slide_picture", html='<div class="picture"></div>', css=_LOOK, js=_PICTURE
    )
    font = '"Source Sans", "Source Sans Pro", "Segoe UI", Arial, sans-serif'
    component(data={"svg": svg, "upright": upright, "alt": alt, "font": font}, key=key)


def keys(tx: Text, at: int, seconds: int = 0) -> None:
    """Listen to a presenter's keys, remote and fingers, and offer to fill the screen.

    Parameters
    ----------
    tx
        Language of the buttons.
    at
        Number of the slide that is shown: each gets its whole time.
    seconds
        Go on by itself after so long, and from the last slide to the first; 0 for never. What
        goes on by itself can be held (WCAG 2.2.2).
    """
    component = st.components.v2.component(
        "vbdash_slide_keys", html=_HTML, css=_BUTTON_LOOK, js=_KEYS
    )
    words = {"fill": tx("Full screen (F)"), "hold": tx("Pause (P)"), "go": tx("Continue (P)")}
    component(data={**words, "at": at, "seconds": seconds}, key="_slide_keys", width="content")
