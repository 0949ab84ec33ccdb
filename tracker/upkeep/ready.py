"""Asks the server on this machine whether it is ready, and which build it serves."""

from __future__ import annotations

import json
import urllib.error
import urllib.request


def ready(url: str) -> dict[str, object] | None:
    """What /readyz says; None where nobody, or somebody else, answers."""
    try:
        with urllib.request.urlopen(f"{url}readyz", timeout=10) as answer:  # noqa: S310
            said = json.loads(answer.read())
    except urllib.error.HTTPError as error:
        said = {"ok": False} if error.code in (500, 503) else None
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None
