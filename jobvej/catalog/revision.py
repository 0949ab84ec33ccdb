"""Revisions: eight hexadecimal digits that change when what the reader sees changes."""

import hashlib
import json
import re

REVISION = re.compile(r"[0-9a-f]{8}")


def revision_of(*met: object) -> str:
    """Return the first 8 hex digits of a SHA-256 over what the reader meets.

    A completion keeps the revision it was made for, so that staff can see whether the text was
    different then. An author who only fixes a typo can pin the former value with `revision:` in the
    task or at the top of the storyboard (the built catalog.json has it), and the text then still
    counts as the same. When the meaning changes, the field is deleted again.
    """
    text = json.dumps(met, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8]
