"""Names of files, folders and ids: which characters they have, and making one from any words."""

from __future__ import annotations

import re
import unicodedata

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What stands between the dots of an id, and in an address."""
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_OTHER = re.compile(r"[^a-z0-9]+")


def as_name(text: str) -> str:
    """'Chauffør og lager' → 'chauffoer-og-lager'; empty where no letter is left."""
    words = text.lower().replace("&", " og ").translate(_DANISH)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return _OTHER.sub("-", plain).strip("-")
