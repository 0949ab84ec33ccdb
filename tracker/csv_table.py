"""CSV from and for spreadsheets: read leniently, written so that no cell runs as a formula."""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tracker.errors import Refused
from tracker.forms import CONTROL

DELIMITERS = (";", "\t", ",")
"""Danish Excel saves with semicolons, a pasted sheet has tabs, other systems write commas.

The one that parts the headings parts the rows; a table of one column has none.
"""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by spreadsheets (OWASP, CSV injection)."""
MOST_ROWS = MOST_COLUMNS = 1000


@dataclass(frozen=True)
class Row:
    """One line below the headings."""

    line: int
    """As a spreadsheet numbers it; the headings are line 1."""
    cells: dict[str, str]
    """By heading, in small letters; every heading is there."""

    def value(self, *headings: str) -> str:
        """The first of these cells that holds something: a heading may have several names."""
        return next((self.cells[name] for name in headings if self.cells.get(name)), "")


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, or Windows-1252 as older systems write Danish. Raises Refused.

    Excel's »Unicode-tekst« is UTF-16, and known by its first two bytes.
    """
    is_utf16 = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused({"file": "Filen er ikke tekst. Gem den som CSV, og vælg den igen."})


def read_table(text: str, required: Sequence[str]) -> list[Row]:
    """The rows below a line of headings, empty ones left out.

    `required` are headings that must be there, `a|b` where either will do. Raises Refused, for the
    field `file`, when the text is not such a table.
    """
    # With their ends: two lines in one cell are two words.
    lines = CONTROL.sub("", text).lstrip("\ufeff").splitlines(keepends=True)
    # Nothing, and the `sep=;` that tells Excel how to read, may stand above the headings.
    above = (n for n, one in enumerate(lines) if one.strip() and not one.startswith("sep="))
    if (first := next(above, None)) is None:
        raise Refused({"file": "Vælg en fil, eller indsæt linjerne i feltet."})
    lines = lines[first:]
    try:
        rows = list(csv.reader(lines, delimiter=max(DELIMITERS, key=lines[0].count)))
    except csv.Error:
        raise Refused({"file": 'Et felt er for langt. Mangler der et " et sted?'}) from None
    headings = _headings(rows[0], required)
    found = []
    for line, cells in enumerate(rows[1:], start=first + 2):
        cells = [_unquoted(" ".join(cell.split())) for cell in cells]
        if any(cells[len(headings) :]):
            raise Refused({"file": f"Linje {line} har flere felter, end der er overskrifter."})
        if any(cells):
            its = cells[: len(headings)]
            found.append(Row(line, dict(zip_longest(headings, its, fillvalue=""))))
    if not found:
        raise Refused({"file": "Der er ingen linjer under overskrifterne."})
    if len(found) > MOST_ROWS:
        raise Refused({"file": f"Der er {len(found)} linjer. Tag højst {MOST_ROWS} ad gangen."})
    return found


def write_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file that Danish Excel opens with the right letters and columns, running nothing."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(headings)
    writer.writerows([_quoted(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _headings(cells: Sequence[str], required: Sequence[str]) -> list[str]:
    """The headings in small letters. Raises Refused when one is missing or comes twice."""
    headings = [" ".join(cell.split()).casefold() for cell in cells]
    missing = [names for names in required if not set(names.split("|")) & set(headings)]
    if missing:
        words = ", ".join(f"»{names.partition('|')[0]}«" for names in missing)
        raise Refused({"file": f"Den øverste linje skal have overskrifter. Der mangler: {words}."})
    if len(headings) > MOST_COLUMNS:
        raise Refused({
            "file": f"Der er {len(headings)} kolonner. Tag højst {MOST_COLUMNS}.",
        })  # fmt: skip
    twice = sorted({name for name in headings if name and headings.count(name) > 1})
    if twice:
        raise Refused({"file": f"Overskriften »{twice[0]}« står to gange. Slet den ene."})
    return headings


def _quoted(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _unquoted(cell: str) -> str:
    """The same cell as it was before it was written."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
