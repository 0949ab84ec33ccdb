"""Times grow old: after a month only the day is known, and nothing else becomes of it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from jobvej.catalog import Published
from tests.tracker.acts import (
    JOBLOG,
    PROFIL,
    SKELET,
    done,
    event,
    fill,
    moment,
    send,
    tables,
)
from tests.tracker.conftest import Cast, Web
from tracker.models import (
    CaseNote,
    Event,
    Pause,
    Plan,
    PlanAhead,
    PlanChange,
    PlanItem,
    Talk,
    WeeklyTarget,
)
from tracker.upkeep import retention

YEAR = timedelta(days=365)


def test_after_a_month_only_the_day_is_kept_and_no_page_changes(
    web: Web, cast: Cast, published: Published
) -> None:
    fill(cast, published, cast.anna)
    later = [
        event("completed", f"activity:{PROFIL}", moment(2, 10, 10)),
        event("reopened", f"activity:{PROFIL}", moment(2, 10, 15)),
        event("completed", f"activity:{PROFIL}", moment(2, 22)),
        event("completed", f"activity:{JOBLOG}", moment(2, 23)),
    ]
    send(cast.anna, published, *later)
    web.clock.now = moment(31)

    def pages() -> list[str]:
        addresses = ("", "det-ser-din-jobkonsulent/", "aendringer/")
        return [web.anna.get(f"/dine-opgaver/{address}").html for address in addresses]

    before, weeks = pages(), tables(cast.anna)["WeekCount"]
    cut = [retention.purge(moment(day, month=1, year=2027), published).days_cut for day in (1, 2)]
    assert cut == [2, 1], "first the day on which both began, then Anna's next"
    assert pages() == before
    assert tables(cast.anna)["WeekCount"] == weeks
    assert clock_times() == {"23:00:00"}, "midnight in Denmark"


def clock_times() -> set[str]:
    """Every time of day that is left of what people and staff did."""
    times = {at for row in Event.here() for at in (row.effective_at, row.received_at)}
    times |= {row.changed_at for row in PlanChange.here()}
    times |= {row.created_at for table in (Plan, PlanItem) for row in table.here()}
    times |= {row.ended_at for row in Talk.here() if row.ended_at}
    times |= {row.set_at for table in (Pause, WeeklyTarget) for row in table.here()}
    times |= {row.chosen_at for row in PlanAhead.here()}
    times |= {row.made_at for row in CaseNote.here()}
    return {at.strftime("%H:%M:%S") for at in times}


def test_what_arrives_late_into_a_day_that_was_cut_is_cut_too(
    cast: Cast, published: Published
) -> None:
    send(cast.anna, published, event("completed", f"activity:{SKELET}", moment(2)))
    retention.purge(moment(2) + timedelta(days=40), published)
    late = event("reopened", f"activity:{SKELET}", moment(2, 20))
    send(cast.anna, published, late, now=moment(2) + timedelta(days=41))
    assert done(cast.anna) == []
    report = retention.purge(moment(2) + timedelta(days=42), published)
    assert report.days_cut == 1
    assert done(cast.anna) == []
    assert clock_times() == {"23:00:00"}


def test_what_happened_at_one_moment_keeps_its_order(cast: Cast, published: Published) -> None:
    at, subject = moment(2), f"activity:{SKELET}"
    tick = replace(event("completed", subject, at), counter=7, id=UUID(int=9))
    back = replace(event("reopened", subject, at), counter=8, id=UUID(int=1))
    send(cast.anna, published, tick, back)
    retention.purge(moment(30) + timedelta(days=5), published)
    assert clock_times() == {"23:00:00"}
    assert done(cast.anna) == []
