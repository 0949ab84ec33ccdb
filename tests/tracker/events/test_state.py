"""What events add up to: the item a tick counts for, as of when, and all of it made anew."""

from dataclasses import replace
from datetime import timedelta

from jobvej.catalog import Published
from jobvej.catalog.published import PublishedPlan
from tests.tracker.acts import (
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
)
from tests.tracker.conftest import Cast
from tracker.enrolment import plan_items, plans
from tracker.events.progress import rebuild, record, seq
from tracker.models import ActivityState, CitizenSummary, Event, ItemState, WeekCount, Wish

NOON = moment(1)


def test_a_tick_on_a_page_counts_for_the_item_in_the_plan(cast: Cast, published: Published) -> None:
    verdicts = send(cast.anna, published, event("completed", f"activity:{SKELET}", NOON))
    assert [v.verdict for v in verdicts] == ["stored"]
    assert done(cast.anna) == [SKELET]
    assert figure(cast.anna) == (1, 4)
    assert figure(cast.bo) == (0, 4)


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


def test_a_tick_counts_for_the_plan_that_began_first(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
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
