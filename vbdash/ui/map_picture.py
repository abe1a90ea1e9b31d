"""The map as a piece of the page: picture, legend and list in one, pressed by hand or by key.

The server draws it (:mod:`vbdash.charts.maps.screen`), so that it is there in every browser. What
is done here is what only a browser knows: how wide it is, what was pressed, what is pointed at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any, Final

import streamlit as st

from vbdash.charts.maps import legend, screen
from vbdash.charts.maps.geometry import WIDEST
from vbdash.charts.maps.view import MapView, plain
from vbdash.text import Text

__all__ = ["picture"]

#: Names and values keep out of each other's way; what is too small for a finger is taken for it
#: when the finger comes down near its middle; the list keeps the focus when it is drawn anew.
_SCRIPT: Final = """
const FINGER = 22;
export default ({ data, parentElement: host, setTriggerValue }) => {
  const own = (host.vbdashMap ??= {});
  const root = host.getRootNode(), focused = root.activeElement?.dataset?.id;
  const opened = host.querySelector("details")?.open;
  const box = host.querySelector(".map");
  box.innerHTML = data.html;
  const $ = (q) => box.querySelector(q), svg = $("svg.vm"), pic = $(".pic"), tip = $(".tip");
  const details = $("details"), near = $(".near"), whole = data.whole, part = data.part;
  details.open = opened ?? false;
  if (focused) box.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  let close = data.heard ? data.close : own.close ?? data.close;
  const texts = [...svg.querySelectorAll("text[data-k]")];
  const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
  const show = (text, on) => {
    const value = text.querySelector(".v");
    if (!value) return;
    value.classList.toggle("off", !on);
    text.querySelector(".n").setAttribute("dy", on ? "-.55em" : "0");
    value.setAttribute("dy", on ? "1.15em" : "0");
  };
  const fit = () => {
    svg.setAttribute("viewBox", (close && part ? part : whole).join(" "));
    const [, , w, h] = close && part ? part : whole, r = svg.getBoundingClientRect();
    const scale = Math.min(r.width / w, r.height / h);
    if (!(scale > 0)) return;
    own.scale = scale;
    svg.style.setProperty("--u", 1 / scale);
    svg.style.setProperty("--f", Math.min(Math.max(14 * scale / data.full, 11.5), close ? 15 : 20));
    const kept = [];
    for (const text of texts) {
      const moved = text.dataset.c && !close;
      text.classList.toggle("near", Boolean(text.dataset.c && close));
      text.classList.toggle("off", Boolean(text.dataset.w) && !close && r.width < data.narrow);
      const value = text.querySelector(".v");
      show(text, value && !moved && scale >= Number(value.dataset.s));
    }
    for (const text of texts) {
      const met = () => kept.some((each) => !apart(each, text.getBoundingClientRect()));
      if (text.classList.contains("off")) continue;
      if (met()) show(text, false);
      if (close && met()) text.classList.add("off"); else kept.push(text.getBoundingClientRect());
    }
  };
  const draw = () => {
    fit();
    if (!near) return;
    near.setAttribute("aria-pressed", String(Boolean(close)));
    near.textContent = close ? data.words.whole : data.words.near;
  };
  // On a narrow screen the card stands below: what a press says must be seen.
  if (own.asked && data.card) {
    const card = document.querySelector(`.st-key-${data.card}`);
    setTimeout(() => card?.scrollIntoView({ block: "nearest" }), 100);
  }
  own.asked = false;
  const say = (code, mark) => setTriggerValue("pressed", { k: code, m: mark || code, n: Date.now() });
  const under = (event) => {
    const found = event.target.closest?.("a[data-k]");
    if (!found || event.pointerType === "mouse" || found.dataset.m) return found;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const large = (code) => (data.reach[code]?.[2] ?? 1e9) * own.scale >= FINGER;
    if (!large(found.dataset.k)) return found;
    const [code] = Object.entries(data.reach)
      .filter(([code, [x, y]]) => !large(code) && Math.hypot(x - at.x, y - at.y) * own.scale < FINGER)
      .sort(([, a], [, b]) => Math.hypot(a[0] - at.x, a[1] - at.y) - Math.hypot(b[0] - at.x, b[1] - at.y))[0] ?? [];
    return (code && svg.querySelector(`a[data-k="${code}"]`)) || found;
  };
  const onClick = (event) => {
    const skip = event.target.closest(".skip"), button = event.target.closest("button[data-k]");
    if (skip) {
      event.preventDefault();
      details.open = true;
      details.querySelector("button, summary").focus();
      return;
    }
    if (event.target.closest(".near")) {
      close = own.close = !close;
      draw();
      if (data.heard) setTriggerValue("close", close ? "near" : "whole");
      return;
    }
    const found = button ?? (svg.contains(event.target) ? under(event) : null);
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    tip.hidden = true;
    own.asked = !button;
    found.classList.add("now");
    if (found.dataset.k) say(found.dataset.k, found.dataset.m);
  };
  const onMove = (event) => {
    const found = event.pointerType === "mouse" ? event.target.closest?.("a[data-k]") : null;
    tip.hidden = !found;
    if (!found) return;
    tip.textContent = found.dataset.t;
    const r = pic.getBoundingClientRect(), x = event.clientX - r.left, y = event.clientY - r.top;
    const right = x + 18 + tip.offsetWidth > r.width, low = y + 18 + tip.offsetHeight > r.height;
    tip.style.left = `${Math.max(0, right ? x - 14 - tip.offsetWidth : x + 18)}px`;
    tip.style.top = `${Math.max(0, low ? y - 14 - tip.offsetHeight : y + 18)}px`;
  };
  const onLeave = () => { tip.hidden = true; };
  const three = () => {
    try {
      const made = document.createElement("canvas");
      return Boolean(made.getContext("webgl2") ?? made.getContext("webgl"));
    } catch { return false; }
  };
  if (data.over) {
    const can = three();
    pic.hidden = can;
    if (near) near.hidden = can;
    if (!can) document.querySelector(`.st-key-${data.over}`)?.style.setProperty("display", "none");
  }
  box.onclick = onClick;
  pic.onpointermove = onMove;
  pic.onpointerleave = onLeave;
  draw();
  const observer = new ResizeObserver(fit);
  observer.observe(pic);
  document.fonts?.ready.then(fit);
  return () => observer.disconnect();
};
"""
_LOOK: Final = (
    screen.STYLE
    + "\n"  # Streamlit takes a text without any for the name of a file
    + legend.STYLE
    + ".map{position:relative;color:var(--st-text-color);--ink:var(--st-text-color)}"
    ".pic{position:relative;width:100%;touch-action:pan-x pan-y pinch-zoom;-webkit-touch-callout:none;"
    "border-radius:4px;overflow:hidden}"
    "[hidden]{display:none!important}"
    ".tip{position:absolute;z-index:2;pointer-events:none;white-space:pre-line;max-width:15rem;"
    "font-size:.875rem;line-height:1.35;padding:.5rem .7rem;border-radius:4px;"
    "background:var(--st-text-color);color:var(--st-background-color)}"
    ".near{position:absolute;right:.4rem;top:.4rem;z-index:1}"
    "button,summary{font:inherit;color:inherit;min-height:44px;cursor:pointer}"
    "button{background:var(--st-background-color);border:1px solid var(--st-border-color);"
    "border-radius:.35rem;padding:.2rem .7rem}"
    "button:hover{border-color:currentColor}"
    ":is(button,summary,.skip):focus-visible{outline:3px solid var(--st-primary-color);"
    "outline-offset:2px}"
    ".skip{position:absolute;left:.4rem;top:.4rem;z-index:3;padding:.5rem .8rem;border-radius:4px;"
    "background:var(--st-background-color);color:var(--st-link-color);font-weight:600}"
    ".skip:not(:focus),.sr{clip-path:inset(50%);height:1px;width:1px;overflow:hidden;padding:0;"
    "position:absolute;white-space:nowrap;margin:0}"
    ".said{margin:.3rem 0;font-size:.85rem;opacity:.85;white-space:pre-line}"
    "summary{display:flex;align-items:center;gap:.4rem;font-size:.9rem}"
    "summary::before{content:'▸'}details[open]>summary::before{content:'▾'}"
    ".all{list-style:none;margin:0;padding:0;columns:16rem;column-gap:.5rem}"
    ".all li{break-inside:avoid;padding:1px}"
    ".all button{width:100%;text-align:left;display:flex;justify-content:space-between;gap:.6rem;"
    "align-items:center;border-color:transparent}"
    ".all button[aria-pressed=true]{border-color:currentColor;font-weight:700}"
    ".all small{font-variant-numeric:tabular-nums;text-align:right}"
    "@media print{.near,details{display:none}}"
)


def picture(
    view: MapView,
    tx: Text,
    *,
    key: str,
    to: screen.Address,
    on_press: Callable[[], None],
    on_close: Callable[[], None] | None = None,
    close: bool = False,
    over: str = "",
    height: int | None = None,
    card: str = "",
) -> None:
    """Draw a map with its legend and its list.

    Parameters
    ----------
    view
        The map.
    tx
        The visitor's language.
    key
        Of the widget, in whose state a press is found: ``pressed``, with the code as ``k`` and the
        mark as ``m``.
    to
        Where pressing a municipality leads where no script hears it.
    on_press
        Called when something was pressed.
    on_close
        Called when the crowded part was enlarged, or the whole is shown again; the state says
        ``close``, ``"near"`` or ``"whole"``. Without it that is left to the browser.
    close
        Whether the crowded part is shown.
    over
        Key of a map that is drawn by the graphics card in the place of the picture, which is then
        seen only where there is none.
    height
        Most pixels that it is high, where not the map's own; on a narrow screen it is lower.
    card
        Key of what says what was pressed, brought into view after a press.
    """
    st.components.v2.component("vbdash_map", html='<div class="map"></div>', css=_LOOK, js=_SCRIPT)(
        data=_data(
            replace(view, height=height or view.height),
            tx,
            to,
            close=close,
            heard=on_close is not None,
            over=over,
        )
        | {"card": card},
        key=key,
        on_pressed_change=on_press,
        on_close_change=on_close or (lambda: None),
    )


def _data(
    view: MapView, tx: Text, to: screen.Address, *, close: bool, heard: bool, over: str
) -> dict[str, Any]:
    geometry, part = view.geometry, view.geometry.crowded
    at = geometry.centres(list(geometry.shapes))
    areas = not view.circles
    reach = {
        code: [round(float(x)), round(float(-y)), round(geometry.reach[code])]
        for code, (x, y) in zip(geometry.shapes, at, strict=True)
    }
    return {
        "html": _html(view, tx, to, close=close),
        "whole": [
            *(-round(side / 2) for side in (geometry.width, geometry.height)),
            round(geometry.width), round(geometry.height),
        ],
        "part": [round(each) for each in part] if part else None,
        "full": geometry.scale(WIDEST),
        "narrow": 500,
        "reach": reach if areas else {},
        "close": close,
        "heard": heard,
        "over": over,
        "words": {
            "near": tx("Enlarge the small municipalities"),
            "whole": tx("Show the whole map"),
        },
    }  # fmt: skip


def _html(view: MapView, tx: Text, to: screen.Address, *, close: bool) -> str:
    geometry = view.geometry
    name = tx("Map: {what}", what=view.legend_title) if view.legend_title else tx("Map")
    way, nearer = tx("Go to its list"), tx("Enlarge the small municipalities")
    part = (
        f'<button type="button" class="near" data-id="near">{escape(nearer)}</button>'
        if geometry.crowded
        else ""
    )
    words = [key.label for key in view.legend if key.kind == "words"]
    said = "\n".join(plain(text) for text in (*words, view.note) if text)
    size = f"aspect-ratio:{geometry.width:.0f}/{geometry.height:.0f};max-height:{view.height}px"
    return (
        f'<div role="group" aria-label="{escape(name)}">'
        f'<a class="skip" data-id="skip" href="#">{escape(name)}. {escape(way)}</a>'
        f'<p class="sr">{escape(view.alt)}</p>'
        f'<div class="pic" style="{size}">{screen.drawing(view, to, close=close)}{part}'
        '<div class="tip" hidden></div></div>'
        f"{legend.legend(view)}"
        + (f'<p class="said">{escape(said)}</p>' if said else "")
        + f"{_list(view, tx)}</div>"
    )


def _list(view: MapView, tx: Text) -> str:
    rows = "".join(
        f'<li><button type="button" data-k="{escape(code)}" data-m="{escape(mark)}" '
        f'data-id="{escape(mark or code)}" aria-pressed="{str(_pressed(view, code, mark)).lower()}">'
        f"<span>{escape(name)}</span><small>{escape(said)}</small></button></li>"
        for code, mark, name, said in legend.listed(view)
    )
    label = tx("The map as a list")
    return (
        f'<details><summary data-id="list">{escape(label)}</summary>'
        f'<ul class="all" aria-label="{escape(label)}">{rows}</ul></details>'
    )


def _pressed(view: MapView, code: str, mark: str) -> bool:
    return code in view.selected and mark in ("", code)
