"""Streamlit's own few words, in the visitor's language.

Its widgets and dialogs speak English whatever the page's language. The script in the page
(``frame.js``) says them again by this list, both where they are seen and where they are only heard.
A browser test hunts what is left.
"""

from __future__ import annotations

from typing import Any, Final

from vbdash.text import LANGUAGES, Text

#: Words that Streamlit says by itself: its English and ours.
_WORDS: Final = {
    "Upload": "Välj fil",
    "Browse files": "Välj fil",
    "Add files": "Lägg till filer",
    "Drag and drop a file here": "Dra och släpp en fil här",
    "Drag and drop files here": "Dra och släpp filer här",
    "Choose options": "Välj",
    "Choose an option": "Välj",
    "Select...": "Välj",
    "Select all": "Välj alla",
    "Clear all": "Rensa alla",
    "Clear value": "Rensa",
    "Clear entry": "Rensa",
    "No results": "Inga träffar",
    "Open": "Öppna",
    "Selected values": "Valda",
    "Selectbox options": "Alternativ",
    "Multiselect options": "Alternativ",
    "Increment": "Öka",
    "Decrement": "Minska",
    "Fullscreen": "Helskärm",
    "Close fullscreen": "Stäng helskärm",
    "Search": "Sök",
    "Close Search": "Stäng sökningen",
    "Previous Result": "Föregående träff",
    "Next Result": "Nästa träff",
    "Download as CSV": "Ladda ner som CSV",
    "Show/hide columns": "Visa eller dölj kolumner",
    "Dataframe column menu": "Kolumnens meny",
    "Copy column name": "Kopiera kolumnens namn",
    "Copy to clipboard": "Kopiera",
    "Sort ascending": "Sortera stigande",
    "Sort descending": "Sortera fallande",
    "Pin column": "Fäst kolumnen",
    "Unpin column": "Lossa kolumnen",
    "Hide column": "Dölj kolumnen",
    "Autosize": "Anpassa bredden",
    "Close": "Stäng",
    "Dismiss": "Stäng",
    "Zoom In": "Zooma in",
    "Zoom Out": "Zooma ut",
    "Reset North": "Vrid mot norr",
    "Press Enter to apply": "Tryck Enter för att använda",
    "Remove file": "Ta bort filen",
    "file upload": "Välj fil",
    "Main menu": "Huvudmeny",
    "App pages": "Appens sidor",
    "View less": "Visa färre",
    "view more": "visa mer",
    "view less": "visa mindre",
    "Sidebar": "Sidofält",
    "Expand sidebar": "Visa meny och urval",
    "Collapse sidebar": "Dölj meny och urval",
    "Open sidebar": "Visa meny och urval",
    "Close sidebar": "Dölj meny och urval",
    "Skip to main content": "Hoppa till innehållet",
    "Navigate to home page": "Till startsidan",
    "Notifications": "Meddelanden",
    "Scroll tabs left": "Rulla åt vänster",
    "Scroll tabs right": "Rulla åt höger",
    "Show password text": "Visa lösenordet",
    "Hide password text": "Dölj lösenordet",
    "Page not found": "Sidan finns inte",
    "Connecting": "Ansluter",
    "Running...": "Arbetar …",
    "Please wait...": "Vänta …",
    "Stop": "Stoppa",
    "Connection error": "Anslutningen bröts",
    "Connection lost. Please wait for the app to reconnect, then try again.": (
        "Anslutningen bröts. Vänta tills den är tillbaka och försök igen."
    ),
    "Reconnected to server.": "Anslutningen är tillbaka.",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": (
        "Servern svarar inte. Försök igen om en stund."
    ),
    "Network error": "Nätverksfel",
    "Error uploading file": "Filen kom inte fram",
    "Error deleting file": "Filen kunde inte tas bort",
}
#: The same with something of ours in them.
_AROUND: Final = (
    (r"^Remove (.+)$", "Ta bort $1"),
    (r"^Help for (.+)$", "Hjälp om $1"),
    (r"^Fullscreen: (.+)$", "Helskärm: $1"),
    (r"^Search: (.+)$", "Sök: $1"),
    (r"^Show/hide columns: (.+)$", "Visa eller dölj kolumner: $1"),
    (r"^Download as CSV: (.+)$", "Ladda ner som CSV: $1"),
    (r"^Close fullscreen: (.+)$", "Stäng helskärm: $1"),
    (r"^Shortcut (.+)$", "Kortkommando $1"),
    (r"^Add: (.+)$", "Lägg till: $1"),
    (r"^Select (\d+) matches$", "Välj $1 träffar"),
    (r"^(\d+) more$", "$1 till"),  # pages that the navigation has no room for
    (r"^View (\d+) more$", "Visa $1 till"),
    (r"^You have requested page /?(.*), but no corresponding file was found.*$",
     "Det finns ingen sida som heter $1."),
    (r"^Attempting to connect to .*$", "Ansluter till servern."),
)  # fmt: skip
#: And back, after a switch of language without a reload.
_BACK: Final = (
    (r"^Ta bort (.+)$", "Remove $1"),
    (r"^(\d+) till$", "$1 more"),
    (r"^Visa (\d+) till$", "View $1 more"),
)


def spoken() -> dict[str, Any]:
    """Return the words of each language, as the page's script takes them.

    Returns
    -------
    dict
        For each language ``words`` (what is said, and what to say instead) and ``patterns``
        (regular expressions of JavaScript, and what to say instead).
    """
    return {lang: _of(Text(lang)) for lang in LANGUAGES}


def _of(tx: Text) -> dict[str, Any]:
    back: dict[str, str] = {}
    for english, swedish in _WORDS.items():
        back.setdefault(swedish, english)
    swedish_page = tx.lang == "sv"
    around = _AROUND if swedish_page else _BACK
    return {"words": _WORDS if swedish_page else back, "patterns": [*_files(tx), *around]}


def _files(tx: Text) -> list[tuple[str, str]]:
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
