"""Text for spreadsheets: never with a formula in it.

A cell that begins with a sign of a formula would be run by the spreadsheet of whoever opens the file (safety.md 9).
Not every program splits a line at our commas and believes our quote marks, so what it may take for the beginning of a
cell is treated alike.
"""

import re
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# A formula may begin after spaces, tabs and line ends, and in full-width signs, which spreadsheets read alike.
_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(rf"^[\s\x00-\x20\u3000\ufeff]*{_SIGN}|^[\t\r\n]")
# Some programs split at these, whatever is quoted; a quote mark that is left over there counts for nothing.
_FORMULA_INSIDE = re.compile(rf"(?<=[;|\t\r\n])(?=[\s\x00-\x20\u3000\ufeff\"]*{_SIGN})")


def harmless(value: Any) -> str:
    """`value` as text that no spreadsheet runs and every file format takes. A quote mark before it says "text"."""
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value if value is not None else ""))
    text = _FORMULA_INSIDE.sub("'", text)
    return f"'{text}" if _FORMULA.match(text) else text
