"""Text that looks like a Danish civil registration number (CPR), which nobody may write here."""

from __future__ import annotations

import re

# ddmmyy-xxxx, with hyphen, space or nothing between. Replacement numbers have 60 added to the day
# (CPR-kontoret, "Erstatningspersonnummer"). The date is not checked further: better one too many.
CPR_LIKE = re.compile(
    r"(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2}"
    r"\s?[-\u2010-\u2014]?\s?\d{4}(?!\d)"
)


def looks_like_cpr(text: str) -> bool:
    """Say whether a text holds ten digits that could be somebody's CPR number."""
    return CPR_LIKE.search(text) is not None
