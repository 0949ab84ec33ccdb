"""`jobvej doctor` on signing in elsewhere: set up, answering, and with teams that exist."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tracker.errors import Stopped
from tracker.settings import Settings
from tracker.sign_in.doors import set_up
from tracker.sign_in.oidc import NotProven
from tracker.upkeep.backup import Copy
from tracker.upkeep.finding import Finding, fine, must


def ways_in(settings: Settings, store: Copy | None, now: datetime) -> Iterator[Finding]:
    """What stands in the way of signing in elsewhere; nothing where nobody asked for it."""
    try:
        found = set_up(settings)
    except (Stopped, OSError) as problem:
        yield must(f"Pålogning kan ikke bruges: {problem}")
        return
    for what, door in (("Kommunens login", found.staff), ("MitID", found.citizens)):
        if door is None:
            continue
        try:
            door.provider.look(now)
        except NotProven:
            yield must(f"{what} svarer ikke på {door.provider.client.issuer}")
        else:
            yield fine(f"{what} svarer på {door.provider.client.issuer}")
    if found.staff and store:
        wanted = {place.team for place in found.staff.groups.places if place.team}
        if missing := ", ".join(sorted(wanted - store.teams)):
            yield must(
                f"Gruppefilen nævner team, der ikke findes: {missing}. Tilføj dem med: "
                "jobvej tracker add-team"
            )
