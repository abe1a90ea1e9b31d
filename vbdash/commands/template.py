"""``python -m vbdash template``: the file to fill in, in Swedish or English, CSV or Excel."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from vbdash.data.dataset import load
from vbdash.data.faults import DataError, reason
from vbdash.records.files.fields import ELIGIBLE, RECORDS
from vbdash.records.template import template_csv, template_xlsx
from vbdash.text import Text, msg

#: What can be filled in, and what the file is called.
NAMES: Final = {
    "interventions": msg("template-interventions"),
    "eligible": msg("template-eligible"),
}
_FIELDS: Final = {"interventions": RECORDS, "eligible": ELIGIBLE}
_MAKERS: Final = {"csv": template_csv, "xlsx": template_xlsx}


def write_templates(kind: str, form: str, folder: Path, tx: Text) -> int:
    """Write a template into a folder and print where.

    Parameters
    ----------
    kind
        ``"interventions"`` or ``"eligible"``.
    form
        ``"csv"`` or ``"xlsx"``.
    folder
        Where to; made if it is not there.
    tx
        Language of the template.

    Returns
    -------
    int
        Exit status: 0, or 1 where the data cannot be used or the folder cannot be written to.
    """
    path = folder / f"{tx(NAMES[kind])}.{form}"
    try:
        content = _MAKERS[form](_FIELDS[kind], load(), tx)
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except DataError as error:
        print(error.report(tx), file=sys.stderr)
        return 1
    except OSError as error:
        said = tx("Cannot write to {folder}: {reason}", folder=folder, reason=reason(error, tx))
        print(said, file=sys.stderr)
        return 1
    print(path)
    return 0
