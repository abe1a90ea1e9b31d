"""The slide master: size, colours, typeface, and a layout for each kind of slide.

Built on python-pptx's own blank file, so that no binary template has to be kept: the theme is
rewritten, and five layouts of placeholders replace the eleven that come with it.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from vbdash.charts.palette import ACCENT, CATEGORY, CONTEXT

#: English Metric Units; 16:9 at 13.333 by 7.5 inches.
WIDTH, HEIGHT = 12192000, 6858000
MARGIN: Final = 340000
INK, QUIET, DEEP = "0A1218", "3F4C57", "0B6285"


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


_FULL: Final = WIDTH - 2 * MARGIN
#: Where a picture stands: more than three fifths of the slide.
PICTURE: Final = Box(MARGIN, 1640000, _FULL, 4500000)
TITLE: Final = Box(MARGIN, 220000, _FULL, 950000)
ABOUT_BOX: Final = Box(MARGIN, 1190000, _FULL, 420000)
#: Where the code for telephones stands, and what title and line below it leave to it.
CODE: Final = Box(WIDTH - MARGIN - 1350000, 160000, 1350000, 1350000)
_SOURCE: Final = Box(MARGIN, 6190000, _FULL - 900000, 450000)
_NUMBER: Final = Box(WIDTH - MARGIN - 800000, 6320000, 800000, 300000)

#: Numbers of placeholders, the same on every layout.
ABOUT, PICTURE_ID, SOURCE = 13, 14, 15
#: Layouts by name: kind, number and place of each placeholder beyond title and slide number.
LAYOUTS: Final = ("Cover", "Chart", "Map", "Figures", "Table")
_NS: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@cache
def blank() -> bytes:
    """Return an empty presentation with our master, as the bytes of a file."""
    from pptx import Presentation
    from pptx.util import Emu

    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    master = deck.slide_master
    _theme(master)
    _dress_master(master)
    layouts = list(deck.slide_layouts)
    for surplus in layouts[len(LAYOUTS) :]:
        deck.slide_layouts.remove(surplus)
    for layout, name in zip(layouts, LAYOUTS, strict=False):
        _dress_layout(layout, name)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _theme(master: Any) -> None:
    """Rewrite colours and typefaces of the theme."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode()
    accents = [ACCENT, *CATEGORY[1:5], CONTEXT]
    colours = {
        "dk1": INK, "lt1": "FFFFFF", "dk2": QUIET, "lt2": "F2F5F7",
        **{f"accent{i}": c.lstrip("#").upper() for i, c in enumerate(accents, start=1)},
        "hlink": DEEP, "folHlink": "5B4A8A",
    }  # fmt: skip
    scheme = "".join(f'<a:{k}><a:srgbClr val="{v}"/></a:{k}>' for k, v in colours.items())
    text = re.sub(
        r"<a:clrScheme.*?</a:clrScheme>",
        f'<a:clrScheme name="Industrilandskap">{scheme}</a:clrScheme>',
        text,
        flags=re.DOTALL,
    )
    face = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fonts = f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>"
    text = re.sub(
        r"<a:fontScheme.*?</a:fontScheme>",
        f'<a:fontScheme name="Industrilandskap">{fonts}</a:fontScheme>',
        text,
        flags=re.DOTALL,
    )
    part._blob = text.encode()


def _placeholder(
    number: int, kind: str, index: int | None, name: str, box: Box | None, body: str, prompt: str
) -> str:
    place = f' idx="{index}"' if index is not None else ""
    where = (
        f'<a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
        if box
        else ""
    )
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{kind}"{place}/></p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr>'
        f"<p:txBody>{body}<a:p><a:r><a:rPr/><a:t>{prompt}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def _body(size: int, colour: str, *, bold: bool = False, anchor: str = "t") -> str:
    """Return the text settings of a placeholder: no bullets, type that shrinks before it spills."""
    weight = ' b="1"' if bold else ""
    return (
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{size}"{weight}><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f"</a:defRPr></a:lvl1pPr></a:lstStyle>"
    )


def _number(identity: int) -> str:
    box = _NUMBER
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{identity}" name="Slide number"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" '
        f'cy="{box.height}"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:lstStyle><a:lvl1pPr algn="r">'
        f'<a:defRPr sz="1200"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        f'</a:lstStyle><a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f"<a:rPr/><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>"
    )


def _refill(tree: Any, shapes: list[str]) -> None:
    """Replace all shapes of a master or a layout."""
    from pptx.oxml import parse_xml

    for child in list(tree)[2:]:
        tree.remove(child)
    for shape in shapes:
        tree.append(parse_xml(shape))


def _dress_master(master: Any) -> None:
    shapes = [
        _placeholder(2, "title", None, "Title", TITLE, _body(2800, "tx1", bold=True, anchor="b"), "Title"),
        _placeholder(3, "body", 1, "Text", PICTURE, _body(1800, "tx1"), "Text"),
        _number(4),
    ]  # fmt: skip
    _refill(master.shapes._spTree, shapes)


def _dress_layout(layout: Any, name: str) -> None:
    layout.name = name
    layout._element.attrib.pop("type", None)
    _refill(layout.shapes._spTree, _shapes(name))


def _shapes(name: str) -> list[str]:
    if name == "Cover":
        wide = Box(900000, 0, WIDTH - 1600000, 0)
        title = Box(wide.left, 1300000, wide.width, 1700000)
        about = Box(wide.left, 3150000, wide.width, 900000)
        chosen = Box(wide.left, 4250000, wide.width, 1700000)
        return [
            _stripe(9),
            _placeholder(2, "ctrTitle", None, "Title", title, _body(5000, "tx1", bold=True, anchor="b"), "Title"),
            _placeholder(3, "subTitle", 1, "Subtitle", about, _body(2200, "tx2"), "What it is about"),
            _placeholder(4, "body", SOURCE, "Selection", chosen, _body(1600, "tx2"), "What is looked at"),
        ]  # fmt: skip
    shapes = [
        _placeholder(2, "title", None, "Title", None, "<a:bodyPr/><a:lstStyle/>", "What is found"),
        _placeholder(3, "body", ABOUT, "Measured", ABOUT_BOX, _body(1600, "tx2"), "What is measured"),
        _placeholder(4, "body", SOURCE, "Source", _SOURCE, _body(1200, "tx2", anchor="b"), "Source"),
        _number(5),
    ]  # fmt: skip
    if name == "Chart":
        shapes.append(
            _placeholder(6, "chart", PICTURE_ID, "Chart", PICTURE, _body(1600, "tx1"), "Chart")
        )
    elif name == "Table":
        shapes.append(
            _placeholder(6, "tbl", PICTURE_ID, "Table", PICTURE, _body(1600, "tx1"), "Table")
        )
    elif name == "Figures":
        shapes += _columns()
    return shapes


def _columns() -> list[str]:
    """Return three columns: what is spoken of, the large figure, its words."""
    gap = 400000
    width = (_FULL - 2 * gap) // 3
    shapes = []
    for i in range(3):
        left = MARGIN + i * (width + gap)
        rows = (
            ("Label", Box(left, 2000000, width, 900000), _body(2000, "tx1", anchor="t")),
            ("Figure", Box(left, 2950000, width, 1300000), _body(6600, "accent1", bold=True, anchor="ctr")),
            ("Words", Box(left, 4300000, width, 1700000), _body(1800, "tx1")),
        )  # fmt: skip
        shapes += [
            _placeholder(20 + 3 * i + j, "body", 20 + 3 * i + j, f"{name} {i + 1}", box, body, name)
            for j, (name, box, body) in enumerate(rows)
        ]
    return shapes


def _stripe(identity: int) -> str:
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{identity}" name="Stripe" descr=""/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{MARGIN}" y="900000"/><a:ext cx="160000" cy="5100000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="hlink"/></a:solidFill>'
        f"<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
