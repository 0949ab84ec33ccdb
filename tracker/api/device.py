"""/api/events, /api/me, /api/slettet: what a device sends, shows, and has to forget."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from flask import g, jsonify
from flask.typing import ResponseReturnValue
from pydantic import AfterValidator, AwareDatetime, Field, StrictInt, StrictStr

from tracker.access import ANYONE, CITIZEN, Page, access
from tracker.account.device import device_state
from tracker.api.strict_json import NotJson, Strict, read_body
from tracker.errors import json_error
from tracker.events import progress
from tracker.events.incoming import IncomingEvent
from tracker.limits import events_per_person, probes
from tracker.people.erasure import was_erased
from tracker.sign_in.sessions import ends_in
from tracker.site import published

page = Page("device", "/api", CITIZEN, scope="own")

MOST_EVENTS = 200


def _in_our_time(moment: datetime) -> datetime:
    """A clock may be wrong by years and must not overflow ours."""
    if not 2000 <= moment.year <= 2100:
        raise ValueError("the year must lie between 2000 and 2100")
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
Value = StrictInt | Annotated[StrictStr, Field(max_length=100)] | None


class OneEvent(Strict):
    """One thing the person did; what its kind asks of `data` is judged by the rules."""

    id: UUID
    kind: str = Field(min_length=1, max_length=20)
    subject: str = Field(min_length=1, max_length=100)
    at: Moment
    counter: int = Field(ge=0, le=2**53)
    data: dict[str, Value] = Field(max_length=5)


class Batch(Strict):
    """What a device sends at once; bound to the person whose rows they are."""

    person: UUID
    sent_at: Moment
    events: list[OneEvent] = Field(max_length=MOST_EVENTS)


@page.post("/events")
@events_per_person
def receive() -> ResponseReturnValue:
    """What a device has been waiting to send, a verdict each.

    409 when the rows are another person's, who then keeps them.
    """
    try:
        batch = read_body(Batch)
    except NotJson as problem:
        return json_error(400, problem.args)
    if batch.person != g.me.id:
        return json_error(409, ["the rows belong to another person"])
    return jsonify(_record(batch))


def _record(batch: Batch) -> dict[str, Any]:
    """The verdicts, with the store's epoch and this citizen's sequence."""
    incoming = [IncomingEvent(**dict(one)) for one in batch.events]
    verdicts = progress.record(
        batch.person, incoming, sent_at=batch.sent_at, now=g.now, published=published()
    )
    return {
        "ok": True,
        "epoch": progress.epoch(),
        "seq": progress.seq(batch.person),
        "verdicts": [_verdict(one) for one in verdicts],
    }


def _verdict(one: progress.Verdict) -> dict[str, str]:
    """A verdict as the device reads it; a reason only where there is one."""
    told = {"id": str(one.id), "verdict": one.verdict}
    return {**told, "reason": one.reason} if one.reason else told


@page.get("/me")
def show() -> ResponseReturnValue:
    """The state a device draws; 401 tells it that nobody is signed in."""
    return jsonify(
        {
            "ok": True,
            "person": str(g.me.id),
            "shared_device": g.signed_in.is_shared_device,
            "ends_in": ends_in(g.signed_in, g.now),
            "trial": g.me.trial_of is not None,
            "epoch": progress.epoch(),
            "seq": progress.seq(g.me.id),
            "activities": device_state(g.me.id, published()),
        }
    )


@page.get("/slettet/<uuid:person>")
@access(ANYONE, scope="public")
@probes
def erased(person: UUID) -> ResponseReturnValue:
    """Yes or no about a pseudonym that only the person's own devices know.

    A device asks when its session has ended, since an erased person has none: on yes it wipes
    what it kept of them, on no it keeps it for their next sign-in.
    """
    return jsonify({"ok": True, "erased": was_erased(person)})
