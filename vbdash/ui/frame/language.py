"""The language switch, and telling the browser which language the page is in."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from vbdash.text import DEFAULT_LANGUAGE, LANGUAGES, Text

#: Screen readers pronounce by ``<html lang>``. The server writes it into the first page; after a
#: switch without a reload only a script in the page can. The same script says Streamlit's own few
#: words, which are English whatever the page's language, in the visitor's.
_SCRIPT: Final = """
export default ({ data }) => {
  document.documentElement.lang = data.lang;
  const words = new Map(Object.entries(data.words));
  const attributes = ["aria-label", "title", "placeholder"];
  const patterns = data.patterns.map(([pattern, words]) => [new RegExp(pattern), words]);
  const said = text => {
    const plain = text.trim();
    if (words.has(plain)) return text.replace(plain, words.get(plain));
    const found = plain && patterns.find(([pattern]) => pattern.test(plain));
    return found ? text.replace(plain, () => plain.replace(...found)) : text;
  };
  const say = node => {
    if (node.nodeType === Node.TEXT_NODE) {
      const now = said(node.nodeValue);
      if (now !== node.nodeValue) node.nodeValue = now;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    for (const name of attributes) {
      const value = node.getAttribute(name);
      if (value && said(value) !== value) node.setAttribute(name, said(value));
    }
    node.childNodes.forEach(say);
  };
  window.vbdashWords?.disconnect();
  const watch = new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === "characterData") say(change.target);
      change.addedNodes.forEach(say);
    }
  });
  window.vbdashWords = watch;
  say(document.body);
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
};
"""

#: Words that Streamlit's widgets say by themselves.
_WORDS: Final = {
    "Upload": "Välj fil",
    "Browse files": "Välj fil",
    "Drag and drop a file here": "Dra och släpp en fil här",
    "Choose options": "Välj",
    "Choose an option": "Välj",
    "Select all": "Välj alla",
    "Clear all": "Rensa alla",
    "No results": "Inga träffar",
    "Fullscreen": "Helskärm",
    "Close fullscreen": "Stäng helskärm",
    "Search": "Sök",
    "Show/hide columns": "Visa eller dölj kolumner",
    "Close": "Stäng",
    "Zoom In": "Zooma in",
    "Zoom Out": "Zooma ut",
    "Press Enter to apply": "Tryck Enter för att använda",
    "Remove file": "Ta bort filen",
    "Main menu": "Huvudmeny",
    "Skip to main content": "Hoppa till innehållet",
}


def _patterns(tx: Text) -> list[tuple[str, str]]:
    """Return what Streamlit says of a file with the file's own words in it, and ours for it."""
    return [
        (r"^(\d+)\s?MB per file(.*)$", tx("{size} MB per file", size="$1") + "$2"),
        (r"^File must be ([\d.]+?)(?:\.0)?\s?([KMG]?B) or smaller\.$",
         tx("The file is too large: at most {size} is taken.", size="$1\u00a0$2")),
        (r"^\S* ?files are not allowed\.$", tx("Files of that kind are not taken here.")),
        (r"^(\w+: )?Request failed with status code 503$",
         tx("Too many files are held for visitors just now. Try again in a few minutes.")),
        (r"^(\w+: )?(Request failed with status code \d+|Network Error)$",
         tx("The file did not arrive. Try again.")),
    ]  # fmt: skip


def chosen() -> str:
    """Return the language of this run: what the switch says, else the link, else Swedish."""
    asked = st.session_state.get("lang") or st.query_params.get("lang")
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def switch(place: DeltaGenerator) -> None:
    """Draw the switch between the languages."""
    place.segmented_control(
        "Språk / Language",
        list(LANGUAGES),
        default=DEFAULT_LANGUAGE,
        key="lang",
        bind="query-params",
        required=True,
        label_visibility="collapsed",
        width="content",
    )


def announce(lang: str) -> None:
    """Tell the browser the language of the document, and the words of the widgets in it."""
    tx = Text(lang)
    lang = tx.lang
    words = _WORDS if lang == "sv" else {swedish: english for english, swedish in _WORDS.items()}
    component = st.components.v2.component("vbdash_language", js=_SCRIPT)
    said = {"lang": lang, "words": words, "patterns": _patterns(tx)}
    component(data=said, key="_document_language")
