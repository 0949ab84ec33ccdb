"""Days on which a municipality is closed: `closed_days` of content/kommune.yml."""

from datetime import timedelta

from jobvej.catalog.fields import Fields
from jobvej.catalog.model import Closing
from jobvej.catalog.tree import quoted

KEY = "closed_days"
LONGEST = timedelta(days=31)
"""Nobody closes for longer at a time; a longer span is a typo in the year."""


def read_closed_days(fields: Fields) -> tuple[Closing, ...]:
    """Return the days in the order of the file; none where there is no list.

    Past days are allowed: what was planned around them is still counted by them.
    """
    found: list[tuple[int, Closing]] = []
    for group in fields.groups(KEY, required=False):
        one = _read(group)
        if one is None:
            continue
        line = group.line("from")
        twice = [at for at, other in found if one.first <= other.last and other.first <= one.last]
        if twice:
            what = f"nogle af dagene står også i linje {twice[0]}."
            group.problem("from", what, "Slet den ene, eller ret dagene.")
            continue
        found.append((line, one))
    return tuple(one for _, one in found)


def _read(group: Fields) -> Closing | None:
    """Return one entry, or None if its days are not valid (noted)."""
    with group as fields:
        why = fields.text("why", example="personaledag")
        first, until = fields.day("from", required=True), fields.day("until")
    if first is None or (until is None and group.has("until")):
        return None
    last = until or first
    if last < first:
        what = f"until {quoted(str(last))} ligger før from {quoted(str(first))}."
        group.problem("until", what, "Byt dem om, eller ret året.")
        return None
    if last - first > LONGEST:
        group.problem(
            "until", "der er mere end en måned fra from til until.", "Ret dagen eller året."
        )
        return None
    closing = Closing(str(first), str(last), why)
    if all(day.weekday() > 4 for day in closing.days):
        what = f"{first} ligger i en weekend, hvor der er lukket i forvejen."
        group.problem("from", what, "Ret dagen eller året, eller slet punktet.")
        return None
    return closing
