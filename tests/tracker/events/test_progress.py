"""record(): one verdict per event, in order: stored, known, or refused with the reason."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import (
    PROFIL,
    SKELET,
    done,
    event,
    figure,
    item,
    moment,
    send,
    verdict_of,
)
from tests.tracker.conftest import Cast
from tracker.events import incoming
from tracker.events.progress import record, seq
from tracker.models import Event, ItemState

NOON = moment(1)


def test_the_same_event_twice_is_known_and_counts_once(cast: Cast, published: Published) -> None:
    tick = event("completed", f"activity:{SKELET}", NOON)
    assert [v.verdict for v in send(cast.anna, published, tick, tick)] == ["stored", "known"]
    again = send(cast.anna, published, tick, now=NOON + timedelta(days=3))
    assert [v.verdict for v in again] == ["known"]
    assert Event.select().count() == seq(cast.anna) == 1
    assert figure(cast.anna) == (1, 4)


def test_the_order_of_its_fields_makes_no_other_event(cast: Cast, published: Published) -> None:
    said = event("week_counted", "week", NOON, week="2026-W49", count=2)
    again = replace(said, data={"count": 2, "week": "2026-W49"})
    assert [v.verdict for v in send(cast.anna, published, said, again)] == ["stored", "known"]


def test_an_id_used_for_something_else_is_refused(cast: Cast, published: Published) -> None:
    tick = event("completed", f"activity:{SKELET}", NOON)
    other = replace(tick, subject=f"activity:{PROFIL}")
    assert [v.verdict for v in send(cast.anna, published, tick, other)] == ["stored", "refused"]
    assert done(cast.anna) == [SKELET]


def test_an_id_of_somebody_else_is_no_secret_and_no_obstacle(
    cast: Cast, published: Published
) -> None:
    tick = event("completed", f"activity:{SKELET}", NOON)
    send(cast.anna, published, tick)
    assert send(cast.bo, published, tick)[0].verdict == "stored"


@pytest.mark.parametrize(
    ("kind", "subject", "data", "reason"),
    [
        ("opened", f"activity:{SKELET}", {}, "unknown kind"),
        ("completed", "side:forside", {}, "unknown subject"),
        ("completed", "item:ikke-et-id", {}, "unknown subject"),
        ("completed", "activity:Ikke Et Id", {}, "unknown subject"),
        ("completed", f"item:{UUID(int=0x404)}", {}, "unknown subject"),
        ("completed", f"activity:{SKELET}", {"how": "read"}, "other fields"),
        ("completed", f"activity:{SKELET}", {"revision": 7}, "revision"),
        ("completed", f"activity:{SKELET}", {"revision": "0" * 17}, "revision"),
        ("reopened", f"activity:{SKELET}", {"revision": "x"}, "other fields"),
        ("week_counted", "week", {"week": "2026-W49", "count": 21}, "0 to 20"),
        ("week_counted", "week", {"week": "2026-W49", "count": -1}, "0 to 20"),
        ("week_counted", "week", {"week": "2026-W49", "count": True}, "0 to 20"),
        ("week_counted", "week", {"week": "2026-W49", "count": 2.0}, "0 to 20"),
        ("week_counted", "week", {"week": "2026-W50", "count": 2}, "future"),
        ("week_counted", "week", {"week": "2025-W40", "count": 2}, "too far back"),
        ("week_counted", "week", {"week": "2025-W53", "count": 2}, "no such week"),
        ("week_counted", "week", {"week": "uge 49", "count": 2}, "2026-W48"),
        ("week_counted", "week", {"week": "2026-W4٨", "count": 2}, "2026-W48"),
        ("week_counted", "week", {"count": 2}, "other fields"),
        ("wish_set", "wish", {"topic": "kaffe"}, "municipality's list"),
        ("confirmed", f"activity:{SKELET}", {}, "only staff confirm"),
    ],
)
def test_what_breaks_a_rule_is_refused_with_the_reason(
    cast: Cast, published: Published, kind: str, subject: str, data: dict, reason: str
) -> None:
    verdict, said = verdict_of(cast.anna, published, kind, subject, NOON, **data)
    assert verdict == "refused"
    assert reason in said
    assert Event.select().count() == 0


def test_somebody_elses_item_is_as_unknown_as_one_that_never_was(
    cast: Cast, published: Published
) -> None:
    theirs, never = item(cast.bo, SKELET), uuid4()
    answers = {
        verdict_of(cast.anna, published, "completed", f"item:{one}", NOON)
        for one in (theirs, never)
    }
    assert answers == {("refused", "unknown subject")}
    assert done(cast.bo) == []


def test_one_bad_event_does_not_hold_up_the_others(cast: Cast, published: Published) -> None:
    verdicts = send(
        cast.anna,
        published,
        event("completed", f"activity:{SKELET}", NOON),
        event("opened", f"activity:{SKELET}", NOON),
        event("completed", f"activity:{PROFIL}", NOON),
    )
    assert [v.verdict for v in verdicts] == ["stored", "refused", "stored"]
    assert figure(cast.anna) == (2, 4)


def test_only_staff_confirm_and_staff_never_tick(cast: Cast, published: Published) -> None:
    subject = f"item:{item(cast.anna, SKELET)}"
    tick, confirm = event("completed", subject, NOON), event("confirmed", subject, NOON)
    assert send(cast.anna, published, tick, staff=cast.karin)[0].verdict == "refused"
    outside = event("confirmed", f"activity:{SKELET}", NOON)
    assert send(cast.anna, published, outside, staff=cast.karin)[0].verdict == "refused"
    assert send(cast.anna, published, confirm, staff=cast.karin)[0].verdict == "stored"
    row = ItemState.here(ItemState.item == item(cast.anna, SKELET)).get()
    assert row.confirmed_on.isoformat() == "2026-12-01"
    assert row.done_at is None
    send(cast.anna, published, event("unconfirmed", subject, moment(1, 13)), staff=cast.karin)
    assert ItemState.here(ItemState.item == item(cast.anna, SKELET)).get().confirmed_on is None


def test_a_person_who_was_erased_gets_no_rows(cast: Cast, published: Published) -> None:
    verdicts = send(uuid4(), published, event("completed", f"activity:{SKELET}", NOON))
    assert [v.verdict for v in verdicts] == ["refused"]


def test_a_tick_older_than_a_year_is_refused_and_a_year_old_one_is_not(
    cast: Cast, published: Published
) -> None:
    old = event("completed", f"activity:{SKELET}", NOON - timedelta(days=366, seconds=1))
    late = event("completed", f"activity:{PROFIL}", NOON - timedelta(days=366))
    assert [v.verdict for v in send(cast.anna, published, old, late, now=NOON)] == [
        "refused", "stored",
    ]  # fmt: skip


def test_a_time_at_the_end_of_all_calendars_is_refused(cast: Cast, published: Published) -> None:
    last = event("completed", f"activity:{SKELET}", datetime.max.replace(tzinfo=UTC))
    [answer] = record(
        cast.anna, [last], sent_at=NOON - timedelta(hours=1), now=NOON, published=published
    )
    assert (answer.verdict, answer.reason) == ("refused", "at is no time of ours")


def test_nobody_fills_the_store_and_what_is_known_stays_known(
    cast: Cast, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch folds all of a citizen's events while everybody else waits."""
    monkeypatch.setattr(incoming, "MOST_EVENTS", 3)
    first = event("completed", f"activity:{SKELET}", NOON)
    more = [event("wish_set", "wish", NOON, topic=None) for _ in range(3)]
    verdicts = send(cast.anna, published, first, *more, more[2])
    assert [v.verdict for v in verdicts] == ["stored"] * 3 + ["refused"] * 2
    assert verdicts[-1].reason == "too many events"
    assert Event.select().count() == 3
    assert [v.verdict for v in send(cast.anna, published, first)] == ["known"]
    bo = event("completed", f"activity:{SKELET}", NOON)
    assert [v.verdict for v in send(cast.bo, published, bo)] == ["stored"]
