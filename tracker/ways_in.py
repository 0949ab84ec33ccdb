"""`jobvej doctor` on signing in elsewhere: whole, answering, and with teams that are there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tracker import db
from tracker.backup import Copy
from tracker.doors import DoorRefused, set_up
from tracker.finding import Finding, fine, must
from tracker.oidc import NotProven
from tracker.settings import Settings
from tracker.single_sign_on import GroupsRefused
from tracker.staff import find_team


def ways_in(settings: Settings, store: Copy | None, now: datetime) -> Iterator[Finding]:
    """What stands in the way of signing in elsewhere; nothing where nobody asked for it."""
    try:
        found = set_up(settings)
    except (DoorRefused, GroupsRefused, OSError) as problem:
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
    if found.staff and store and not store.pending and not store.is_newer:
        db.open_to_read(settings)
        wanted = {place.team for place in found.staff.groups.places if place.team}
        missing = sorted(team for team in wanted if find_team(team) is None)
        db.close_store()
        if missing:
            named = ", ".join(missing)
            yield must(
                f"Gruppefilen nævner team, der ikke findes: {named}. Tilføj dem med: "
                "jobvej tracker add-team"
            )
