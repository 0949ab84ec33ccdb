"""record(): what is stored, known, refused or never recorded, and what it adds up to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import (
    FILM,
    JOBLOG,
    PROFIL,
    SKELET,
    done,
    event,
    figure,
    item,
    moment,
    send,
    tables,
    verdict_of,
)
from tests.tracker.conftest import Cast
from tracker.account.device import device_state
from tracker.enrolment import plan_items, plans
from tracker.events import incoming
from tracker.events.progress import rebuild, record, seq
from tracker.models import ActivityState, CitizenSummary, Event, ItemState, WeekCount, Wish

NOON = moment(1)


def test_a_tick_on_a_page_counts_for_the_item_in_the_plan(cast: Cast, published: Published) -> None:
    verdicts = send(cast.anna, published, event("completed", f"activity:{SKELET}", NOON))
    assert [v.verdict for v in verdicts] == ["stored"]
    assert done(cast.anna) == [SKELET]
    assert figure(cast.anna) == (1, 4)
    assert figure(cast.bo) == (0, 4)


def test_the_same_event_twice_is_known_and_counts_once(cast: Cast, published: Published) -> None:
    tick = event("completed", f"activity:{SKELET}", NOON)
    send(cast.anna, published, tick)
    again = send(cast.anna, published, tick, tick, now=NOON + timedelta(days=3))
    assert [v.verdict for v in again] == ["known", "known"]
    assert seq(cast.anna) == 1
    assert figure(cast.anna) == (1, 4)


def test_the_same_event_twice_in_one_batch_is_stored_once(cast: Cast, published: Published) -> None:
    tick = event("completed", f"activity:{SKELET}", NOON)
    assert [v.verdict for v in send(cast.anna, published, tick, tick)] == ["stored", "known"]
    assert Event.select().count() == seq(cast.anna) == 1


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


def test_what_is_done_can_be_taken_back_and_done_again(cast: Cast, published: Published) -> None:
    for minute, kind, count in ((1, "completed", 1), (2, "reopened", 0), (3, "completed", 1)):
        send(cast.anna, published, event(kind, f"activity:{SKELET}", moment(1, 12, minute)))
        assert figure(cast.anna) == (count, 4)


def test_events_of_one_moment_keep_the_devices_order(cast: Cast, published: Published) -> None:
    tick = replace(event("completed", f"activity:{SKELET}", NOON), counter=7)
    back = replace(event("reopened", f"activity:{SKELET}", NOON), counter=8)
    send(cast.anna, published, back)
    send(cast.anna, published, tick)
    assert done(cast.anna) == []


def test_a_wrong_clock_on_the_device_changes_no_time(cast: Cast, published: Published) -> None:
    device = timedelta(days=400)
    tick = replace(
        event("completed", f"activity:{SKELET}", NOON), at=NOON + device - timedelta(hours=2)
    )
    record(cast.anna, [tick], sent_at=NOON + device, now=NOON, published=published)
    row = ItemState.here(ItemState.item == item(cast.anna, SKELET)).get()
    assert row.done_at == NOON - timedelta(hours=2)


def test_nothing_happens_later_than_it_arrives(cast: Cast, published: Published) -> None:
    tick = event("completed", f"activity:{SKELET}", NOON + timedelta(days=9))
    record(cast.anna, [tick], sent_at=NOON, now=NOON, published=published)
    assert Event.here().get().effective_at == NOON


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


def test_the_week_and_the_wish_keep_the_last_word(cast: Cast, published: Published) -> None:
    for minute, count, topic in ((1, 2, "cv"), (3, 1, "ansoegning"), (2, 9, None)):
        send(
            cast.anna,
            published,
            event("week_counted", "week", moment(1, 12, minute), week="2026-W49", count=count),
            event("wish_set", "wish", moment(1, 12, minute), topic=topic),
        )
    assert [(row.week, row.count) for row in WeekCount.here()] == [("2026-W49", 1)]
    assert Wish.here().get().topic == "ansoegning"


def test_a_tick_counts_for_the_plan_that_began_first(cast: Cast, published: Published) -> None:
    weekly = published.plan("to-om-ugen")
    assert weekly is not None
    plans.enrol(cast.anna, weekly, moment(1).date(), moment(1, 10))
    first, second = item(cast.anna, JOBLOG), item(cast.anna, JOBLOG, last=True)
    assert first != second

    def are_done() -> list[bool]:
        rows = {row.item: row.done_at is not None for row in ItemState.here()}
        return [rows[first], rows[second]]

    send(cast.anna, published, event("completed", f"activity:{JOBLOG}", moment(1, 12)))
    assert are_done() == [True, False]
    send(cast.anna, published, event("completed", f"activity:{JOBLOG}", moment(1, 13)))
    assert are_done() == [True, True]
    send(cast.anna, published, event("reopened", f"activity:{JOBLOG}", moment(1, 14)))
    assert are_done() == [True, False]


def test_a_plan_counts_ticks_to_the_end_of_its_last_day(cast: Cast, published: Published) -> None:
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, moment(1, 10))
    send(
        cast.anna,
        published,
        event("completed", f"activity:{SKELET}", moment(1, 22)),
        event("completed", f"activity:{PROFIL}", moment(2)),
    )
    in_plan = {row.item for row in ItemState.here(ItemState.done_at.is_null(False))}
    assert in_plan == {item(cast.anna, SKELET)}
    assert [row.activity for row in ActivityState.here()] == [PROFIL]


def test_the_device_is_told_of_the_item_that_a_tick_would_touch(
    cast: Cast, published: Published
) -> None:
    weekly = published.plan("to-om-ugen")
    assert weekly is not None
    plans.enrol(cast.anna, weekly, moment(1).date(), moment(1, 10))
    first, second = item(cast.anna, JOBLOG), item(cast.anna, JOBLOG, last=True)

    def told() -> object:
        return device_state(cast.anna, published)[JOBLOG]["item"]

    assert told() == str(first), "open, and of the plan that began first"
    send(cast.anna, published, event("completed", f"item:{first}", moment(1, 13)))
    assert told() == str(second), "the open one"
    send(cast.anna, published, event("completed", f"item:{second}", moment(1, 12)))
    assert told() == str(first), "both are done, and this one was done last"
    plan_items.waive(cast.anna, second, "andet", cast.karin, moment(1, 14), published=published)
    send(cast.anna, published, event("reopened", f"item:{second}", moment(1, 15)))
    assert told() == str(first), "what is put aside is touched by no tick"


def test_a_tick_that_comes_late_counts_as_of_when_it_was_made(
    cast: Cast, published: Published
) -> None:
    tick = event("completed", f"activity:{SKELET}", moment(1, 10))
    plan_items.waive(
        cast.anna, item(cast.anna, SKELET), "andet", cast.karin, moment(1, 11), published=published
    )
    assert figure(cast.anna) == (0, 3)
    send(cast.anna, published, tick, now=moment(9))
    assert figure(cast.anna) == (1, 4), "what somebody did counts more than what was put aside"


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


def test_rebuild_gives_what_is_there_and_never_a_lower_seq(
    cast: Cast, published: Published
) -> None:
    send(cast.anna, published, event("completed", f"activity:{SKELET}", NOON),
         event("wish_set", "wish", NOON, topic="cv"))  # fmt: skip
    before = tables(cast.anna)
    assert rebuild(published) == 2
    assert tables(cast.anna) == before
    CitizenSummary.change({CitizenSummary.seq: 99}, CitizenSummary.citizen == cast.anna)
    rebuild(published, cast.anna)
    assert seq(cast.anna) == 99


def test_rebuild_mends_state_that_was_damaged(cast: Cast, published: Published) -> None:
    send(cast.anna, published, event("completed", f"activity:{SKELET}", NOON))
    before = tables(cast.anna)
    ItemState.change({ItemState.done_at: None}, ItemState.citizen == cast.anna)
    assert tables(cast.anna) != before
    rebuild(published, cast.anna)
    assert tables(cast.anna) == before


def test_the_device_is_told_of_the_plan_and_of_what_was_done_outside(
    cast: Cast, published: Published
) -> None:
    plan_items.remove(
        cast.anna, item(cast.anna, PROFIL), cast.karin, moment(1, 10), published=published
    )
    plan_items.waive(
        cast.anna, item(cast.anna, JOBLOG), "andet", cast.karin, moment(1, 10), published=published
    )
    send(
        cast.anna,
        published,
        event("completed", f"activity:{FILM}", NOON),
        event("completed", f"activity:{PROFIL}", NOON),
    )
    state = device_state(cast.anna, published)
    assert state[SKELET] == {
        "in_plan": True, "item": str(item(cast.anna, SKELET)), "state": "open", "done_on": None,
    }  # fmt: skip
    assert state[FILM] == {
        "in_plan": True, "item": None, "state": "done", "done_on": "2026-12-01",
    }  # fmt: skip
    assert state[PROFIL] == {
        "in_plan": False, "item": None, "state": "done", "done_on": "2026-12-01",
    }  # fmt: skip
    assert state[JOBLOG]["state"] == "waived"
    assert "cv.profiltekst.video" not in state


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
