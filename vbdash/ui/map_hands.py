"""What hands do with a map that deck.gl does not see to: long presses, scrolling, narrower screens.

deck.gl takes a press of more than a quarter of a second for something else, and people with slow
hands press longer. It keeps its zoom when the canvas becomes narrower, so that the sides of the
county would be cut until the page is loaded again.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

#: A finger that moves up or down on a map scrolls the page; deck.gl would keep it for itself. The
#: button that fills the screen is left out: the map keeps its size, so that it would show no more.
_STYLE: Final = (
    "<style>[data-testid='stDeckGlJsonChart'] :is(div,canvas){touch-action:pan-y!important}"
    "[data-testid='stDeckGlJsonChart'] [data-testid='stElementToolbar']{display:none}"
    "[class*='st-key-hands_']{display:none}"
    # deck.gl takes a canvas for 300 pixels wide until it is told the truth. On a narrower one the
    # county would be cut, since its zoom only grows: the map reaches into the page's margins.
    "@media (min-width:300px) and (max-width:332px){[data-testid='stDeckGlJsonChart']"
    "{width:300px!important;margin-inline:calc((100% - 300px)/2)}}</style>"
)
#: A held press is made again, as short as deck.gl wants it. When the chart has become so narrow
#: that the county is cut, the server is told, and draws the map anew.
_SCRIPT: Final = """
export default ({ data, setTriggerValue }) => {
  const find = () => document.querySelector(`.st-key-${data.chart} [data-testid=stDeckGlJsonChart]`);
  const LONG = 250, FAR = 9;
  let down = null, widest = 0, timer = null, watched = null;
  const onDown = (event) => {
    const ours = event.isTrusted && event.isPrimary && event.button === 0
      && event.target.localName === "canvas" && find()?.contains(event.target);
    down = ours ? { x: event.clientX, y: event.clientY, at: Date.now() } : null;
  };
  const onUp = (event) => {
    if (!down || !event.isTrusted) return;
    const { x, y, at } = down;
    down = null;
    if (Date.now() - at < LONG || Math.hypot(event.clientX - x, event.clientY - y) >= FAR) return;
    const target = document.elementFromPoint(x, y);
    const again = { bubbles: true, clientX: x, clientY: y, isPrimary: true, button: 0,
      pointerId: event.pointerId, pointerType: event.pointerType };
    setTimeout(() => {
      target?.dispatchEvent(new PointerEvent("pointerdown", { ...again, buttons: 1 }));
      target?.dispatchEvent(new PointerEvent("pointerup", again));
    });
  };
  const onCancel = () => { down = null; };
  const onSize = ([entry]) => {
    const width = entry.contentRect.width;
    clearTimeout(timer);
    if (width < 1) return;
    if (width < widest - 1 && width < data.whole) {
      timer = setTimeout(() => setTriggerValue("cut", true), 250);
    } else {
      widest = Math.max(widest, width);
    }
  };
  const observer = new ResizeObserver(onSize);
  const watch = setInterval(() => {
    const chart = find();
    if (chart && chart !== watched) { watched = chart; widest = 0; observer.observe(chart); }
  }, 500);
  window.addEventListener("pointerdown", onDown, true);
  window.addEventListener("pointerup", onUp, true);
  window.addEventListener("pointercancel", onCancel, true);
  return () => {
    clearInterval(watch);
    clearTimeout(timer);
    observer.disconnect();
    window.removeEventListener("pointerdown", onDown, true);
    window.removeEventListener("pointerup", onUp, true);
    window.removeEventListener("pointercancel", onCancel, true);
  };
};
"""


def chart_key(key: str) -> str:
    """Return the key of the chart of a map: a new one, and so a new picture, after each cut."""
    cuts = st.session_state.get(_cuts(key), 0)
    return f"{key}_{cuts}" if cuts else key


def style() -> None:
    """Give maps the room and the gestures that they need; call it before the map."""
    st.html(_STYLE)


def attend(whole: float, key: str) -> None:
    """See to a map's hands; call it after the map.

    Parameters
    ----------
    whole
        Width of the canvas in pixels on which the county is as high as the map.
    key
        The map's.
    """

    def cut() -> None:
        st.session_state[_cuts(key)] = st.session_state.get(_cuts(key), 0) + 1

    component = st.components.v2.component("vbdash_map_hands", js=_SCRIPT)
    component(
        data={"chart": chart_key(key), "whole": round(whole)},
        key=f"hands_{key}",
        on_cut_change=cut,
    )


def _cuts(key: str) -> str:
    return f"_{key}_cuts"
