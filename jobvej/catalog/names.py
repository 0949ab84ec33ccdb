"""Names of files, folders and ids, made from any words; and the order of Danish words and names."""

import re
import unicodedata

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What stands between the dots of an id, and in an address."""
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_OTHER = re.compile(r"[^a-z0-9]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


def as_name(text: str) -> str:
    """'Chauffør og lager' → 'chauffoer-og-lager'; empty where no letter is left."""
    words = text.lower().replace("&", " og ").translate(_DANISH)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return _OTHER.sub("-", plain).strip("-")


def danish_order(words: str) -> list[int]:
    """Key to sort by: æ, ø, å last, aa as å, capitals as small letters."""
    folded = words.casefold().replace("aa", "å")
    return [_LETTERS.find(one) if one in _LETTERS else ord(one) - 999 for one in folded]
