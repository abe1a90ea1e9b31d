"""The same bytes for the same content: Office files without a clock in them.

Office files are ZIP archives of XML. The libraries that write them put the time of day into the
archive's entries, into the document's properties, and into the workbooks behind native charts.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

#: What every file says that it was made.
EPOCH: Final = (2000, 1, 1, 0, 0, 0)
_STAMP: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_FIXED: Final = rb"\g<1>2000-01-01T00:00:00Z\g<2>"


def without_clock(office: bytes) -> bytes:
    """Return the same Office file with every time in it set to :data:`EPOCH`.

    Parameters
    ----------
    office
        A PowerPoint or Excel file.

    Returns
    -------
    bytes
        Entries in the order they had, workbooks inside treated in the same way.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(office)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xlsx"):
                content = without_clock(content)
            elif name == "docProps/core.xml":
                content = _STAMP.sub(_FIXED, content)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            new.writestr(entry, content)
    return out.getvalue()
