"""What the studio knows about a recording's MP4, in a small file beside the clean copy."""

import dataclasses
import json
import math
import re
from pathlib import Path

from jobvej.catalog.film import Media

_HASH = re.compile(r"[0-9a-f]{8}")


def media_file(films: Path, text_stem: str) -> Path:
    """`<video id>.<hash8 of the captions>.json`: new captions mean that the MP4 is read again.

    So a new MP4 and its new captions are put in use together.
    """
    return films / f"{text_stem}.json"


def media_text(media: Media) -> str:
    """The file's content, readable by `read_media`."""
    return json.dumps(dataclasses.asdict(media)) + "\n"


def read_media(films: Path, text_stem: str) -> Media | None:
    """Return what the file says, or None if it cannot be read or is not there yet."""
    try:
        told = json.loads(media_file(films, text_stem).read_bytes())
        media = Media(told["hash"], float(told["seconds"]), told["has_sound"] is True)
        usable = _HASH.fullmatch(media.hash) and math.isfinite(media.seconds) and media.seconds > 0
        return media if usable else None
    except (OSError, ValueError, TypeError, KeyError):
        return None
