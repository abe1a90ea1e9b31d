"""A made-up table as people save it from the statistics database: ZIP, CSV, Excel, JSON-stat 2, PX."""

from __future__ import annotations

import io
import json
import zipfile

import numpy as np
import xlsxwriter

from tests.refresh import world
from tests.refresh.agencies import jsonstat

HEADINGS = {"Region": "region", "SNI2007": "näringsgren SNI 2007", "Kon": "kön",
            "Fodelseregion": "födelseregion", "ContentsCode": "tabellinnehåll", "Tid": "år"}  # fmt: skip
CONTENTS = {
    "000002XH": "Sysselsatta efter arbetsställets region",
    "000002XI": "Sysselsatta efter bostadens region",
}
WORDS = {"1+2": "totalt", "tot": "totalt"}


def chosen(county: str = "24") -> tuple[dict[str, list[str]], np.ndarray]:
    """Return a selection of TAB3204 as somebody would make it on the page: one county, 2023–2024."""
    dims, values = world.table("TAB3204")
    regions = ["00", county, *(c for c in world.municipalities() if c[:2] == county)]
    picked = {"Region": regions, "SNI2007": dims["SNI2007"], "Kon": ["1+2"], "Fodelseregion": ["tot"],
              "ContentsCode": list(CONTENTS), "Tid": ["2023", "2024"]}  # fmt: skip
    at = [[dims[d].index(c) for c in picked[d]] for d in dims]
    order = [list(dims).index(d) for d in picked]
    return picked, values[np.ix_(*at)].transpose(order)


def said(dim: str, code: str) -> str:
    """Write a code as the page does: with its words, or its words alone."""
    if dim == "Region":
        return f"{code} {world.municipalities().get(code, 'Område')}"
    if dim == "SNI2007":
        return f"{code} näringsgren, {code.lower()}"
    return CONTENTS.get(code) or WORDS.get(code, code)


def wide(kind: str) -> list[list[str]]:
    """Rows with one column a content and year, under one heading."""
    picked, values = chosen()
    heads = [*(HEADINGS[d] for d in picked if d not in {"ContentsCode", "Tid"}),
             *(f"{CONTENTS[c]} {y}" for c in picked["ContentsCode"] for y in picked["Tid"])]  # fmt: skip
    rows = []
    for i, region in enumerate(picked["Region"]):
        for j, sni in enumerate(picked["SNI2007"]):
            stub = [said("Region", region), said("SNI2007", sni), "totalt", "totalt"]
            cells = values[i, j, 0, 0].ravel()
            rows.append([*stub, *(str(int(v)) for v in cells)])
    title = [["Sysselsatta efter region, PÅHITTADE TAL"], []] if kind == "heading" else []
    notes = [[], ["Källa: SCB"], ["Senast uppdaterad: 2025-11-28"]] if kind == "heading" else []
    return [*title, heads, *rows, *notes]


def text(sign: str, kind: str = "", encoding: str = "utf-8-sig") -> bytes:
    rows = wide(kind)
    lines = [sign.join(f'"{c}"' if not c.isdigit() else c for c in row) for row in rows]
    return "\r\n".join(lines).encode(encoding)


def archive() -> bytes:
    """Zip a long table, one figure a row, codes with words, Windows-1252, beside its description."""
    picked, values = chosen()
    lines = [";".join(HEADINGS[d] for d in picked) + ";värde"]
    for index in np.ndindex(values.shape):
        codes = [said(d, picked[d][at]) for at, d in zip(index, picked, strict=True)]
        lines.append(";".join(codes) + f";{int(values[index])}")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("TAB3204_sv.txt", "\r\n".join(lines).encode("cp1252"))
        file.writestr("TAB3204_sv_metadata.txt", "Tabell: påhittad".encode("cp1252"))
    return out.getvalue()


def workbook() -> bytes:
    """A sheet as the page makes it: title, two rows of headings, what repeats written once, notes."""
    picked, values = chosen()
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Sysselsatta efter region, PÅHITTADE TAL")
        for c, content in enumerate(picked["ContentsCode"]):
            sheet.write(2, 4 + 2 * c, CONTENTS[content])
            for y, year in enumerate(picked["Tid"]):
                sheet.write(3, 4 + 2 * c + y, year)
        row = 4
        for i, region in enumerate(picked["Region"]):
            sheet.write(row, 0, said("Region", region))
            for j, sni in enumerate(picked["SNI2007"]):
                sheet.write(row, 1, said("SNI2007", sni))
                sheet.write(row, 2, "totalt")
                sheet.write(row, 3, "totalt")
                for c, value in enumerate(values[i, j, 0, 0].ravel()):
                    sheet.write_number(row, 4 + c, value)
                row += 1
        sheet.write(row + 1, 0, "Källa: SCB")
    return out.getvalue()


def json_stat() -> bytes:
    picked, values = chosen()
    return json.dumps(jsonstat("TAB3204", picked, values)).encode()


def px() -> bytes:
    picked, values = chosen()
    stub = [d for d in picked if d not in {"ContentsCode", "Tid"}]
    quoted = lambda items: ",".join(f'"{i}"' for i in items)  # noqa: E731
    lines = ['CHARSET="ANSI";', 'AXIS-VERSION="2013";', 'CODEPAGE="iso-8859-15";', 'LANGUAGE="sv";',
             'TITLE="Sysselsatta; PÅHITTADE TAL";', 'LAST-UPDATED="20251128 08:00";',
             f"STUB={quoted(HEADINGS[d] for d in stub)};", 'HEADING="tabellinnehåll","år";',
             'CONTENTS="Sysselsatta";']  # fmt: skip
    for d, codes in picked.items():
        lines.append(f'VALUES("{HEADINGS[d]}")={quoted(said(d, c) for c in codes)};')
        lines.append(f'CODES("{HEADINGS[d]}")={quoted(codes)};')
    flat = values.reshape(-1, 4)
    lines.append("DATA=\n" + "\n".join(" ".join(str(int(v)) for v in row) for row in flat) + ";")
    return "\r\n".join(lines).encode("cp1252")


SAVED = {
    "TAB3204_sv.zip": archive(), "a.csv": text(","), "semicolon.csv": text(";", "heading", "cp1252"),
    "tab.txt": text("\t", "heading", "utf-16"), "book.xlsx": workbook(), "saved.json": json_stat(),
    "saved.px": px(),
}  # fmt: skip
