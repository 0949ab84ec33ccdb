"""Text that looks like a Danish civil registration number (CPR), which nobody may write here."""

import re

# ddmmyy-xxxx, with hyphen, space or nothing between. Replacement numbers have 60 added to the day
# (CPR-kontoret, "Erstatningspersonnummer"). The date is not checked: better one too many.
CPR_LIKE = re.compile(
    r"(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2}"
    r"\s?[-\u2010-\u2014]?\s?\d{4}(?!\d)"
)
# Zoom numbers its meetings with nine to eleven digits, in the path of an address of its own. Only
# there, in an address that stands by itself, is the number known to be Zoom's: another host's path
# may be words that anybody chose, and so may a query.
ZOOM_MEETING = re.compile(
    r"(?<!\S)(https://(?:[a-z0-9-]+\.)*zoom\.us/j/)\d{10}(?![^\s?#])", re.IGNORECASE
)


def looks_like_cpr(text: str) -> bool:
    """Say whether a text holds ten digits that could be somebody's CPR number.

    The number of a Zoom meeting, in the meeting's own address, is not one.
    """
    return CPR_LIKE.search(ZOOM_MEETING.sub(r"\1", text)) is not None
