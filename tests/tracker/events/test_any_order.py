"""Whatever is delivered late, twice, in any order and batching ends in the same tables.

Phones are offline, clocks are wrong, and staff change the plan meanwhile. Hypothesis makes up such
weeks; each is lived once as it happened, then delivered anew in another order, then rebuilt.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobvej.catalog import Published
from tests.tracker.acts import FILM, HELBRED, JOBLOG, PROFIL, SKELET, event, item, moment, tables
from tests.tracker.conftest import Cast, take_in
from tracker.enrolment import own_tasks, pauses, plan_items, plans
from tracker.errors import Refused
from tracker.events.incoming import IncomingEvent
from tracker.events.progress import rebuild, record
from tracker.models import ActivityState, CitizenSummary, Event, ItemState, WeekCount, Wish

START = moment(1, 8)
MINUTES = 9 * 24 * 60
"""From a Tuesday over the Monday on which a plan that repeats begins anew."""
DELAY = 30 * 24 * 60
FORMER = "cv.rygrad.opgave"
SUBJECTS = ("item:skelet", "item:profil", "item:joblog", f"activity:{SKELET}", f"activity:{FORMER}",
            f"activity:{JOBLOG}", f"activity:{PROFIL}", f"activity:{FILM}",
            "activity:ny.lektion.opgave")  # fmt: skip


@dataclass(frozen=True)
class Act:
    """Something that happened `minute` minutes after the start."""

    minute: int
    what: str
    subject: str = ""
    value: int = 0
    counter: int = 0


@dataclass(frozen=True)
class Delivery:
    """How one event reaches us: how late, and how often."""

    delay: int
    again: int
    """Minutes until it is sent once more; 0 for never."""


minutes = st.integers(1, MINUTES)
ticks = st.builds(
    Act, minutes, st.sampled_from(["completed", "completed", "reopened"]),
    st.sampled_from(SUBJECTS), counter=st.integers(0, 2),
)  # fmt: skip
numbers = st.builds(
    Act, minutes, st.just("week_counted"), st.sampled_from(["2026-W48", "2026-W49"]),
    st.integers(0, 20), st.integers(0, 2),
)  # fmt: skip
wishes = st.builds(
    Act, minutes, st.just("wish_set"), st.sampled_from(["", "cv", "ansoegning"]),
    counter=st.integers(0, 2),
)  # fmt: skip
changes = st.builds(
    Act, minutes, st.sampled_from(["waive", "remove", "restore", "enrol", "end", "confirmed",
                                   "unconfirmed", "begin_weeks", "move", "rest", "own", "swap"]),
    st.sampled_from([SKELET, PROFIL, JOBLOG]),
)  # fmt: skip
deliveries = st.lists(
    st.builds(Delivery, st.integers(0, DELAY), st.sampled_from([0, 0, 1, 999])),
    min_size=24, max_size=24,
)  # fmt: skip


class Life:
    """One citizen's days, lived by the real functions."""

    def __init__(self, cast: Cast, published: Published) -> None:
        self.cast, self.citizen = cast, uuid4()
        self.published = replace(published, aliases={FORMER: SKELET})
        take_in(self.citizen, cast.karin, published, START)
        self.items = {"skelet": SKELET, "profil": PROFIL, "joblog": JOBLOG}
        self.confirmations: list[IncomingEvent] = []

    def item(self, task: str) -> UUID:
        return item(self.citizen, task)

    def made(self, act: Act) -> IncomingEvent:
        """The event of an act, by a device whose clock is right."""
        at = START + timedelta(minutes=act.minute)
        if act.what == "week_counted":
            made = event(act.what, "week", at, week=act.subject, count=act.value)
        elif act.what == "wish_set":
            made = event(act.what, "wish", at, topic=act.subject or None)
        else:
            kind, _, name = act.subject.partition(":")
            name = str(self.item(self.items[name])) if kind == "item" else name
            made = event(act.what, f"{kind}:{name}", at)
        return replace(made, counter=act.counter)

    def change(self, act: Act) -> None:
        """What staff did, at its time."""
        now = START + timedelta(minutes=act.minute)
        chosen, karin = self.item(act.subject), self.cast.karin
        if act.what == "waive":
            plan_items.waive(self.citizen, chosen, "andet", karin, now, published=self.published)
        elif act.what in ("enrol", "end"):
            self.weekly(act, now)
        elif act.what in ("move", "swap", "rest", "own"):
            with suppress(Refused):  # what is done or taken out stays, and two pauses are one
                self.arrange(act, chosen, now)
        elif act.what == "begin_weeks":
            plans.begin_weeks(now, self.published)
        elif act.what in ("confirmed", "unconfirmed"):
            made = event(act.what, f"item:{chosen}", now)
            self.confirmations.append(made)
            record(self.citizen, [made], sent_at=now, now=now, published=self.published,
                   staff=karin)  # fmt: skip
        else:
            getattr(plan_items, act.what)(
                self.citizen, chosen, karin, now, published=self.published
            )

    def weekly(self, act: Act, now: datetime) -> None:
        """The plan that repeats, begun or ended; at most one runs."""
        running = [one for one in self.running() if one.template == "to-om-ugen"]
        template = self.published.plan("to-om-ugen")
        if act.what == "end":
            for plan in running:
                plans.end_plan(self.citizen, plan.id, now)
        elif template and not running:
            plans.enrol(self.citizen, template, now.date(), now)

    def arrange(self, act: Act, chosen: UUID, now: datetime) -> None:
        """What moves days and puts tasks in others' places, on either side."""
        karin, today = self.cast.karin, now.date()
        if act.what == "move":
            plan_items.move(self.citizen, chosen, today, karin, now)
        elif act.what == "swap":
            plan_items.swap(self.citizen, chosen, HELBRED, karin, now, self.published)
        elif act.what == "rest":
            pauses.set_pause(self.citizen, today, today + timedelta(days=5), None, now)
        else:
            own_tasks.add(self.citizen, f"Sted {act.minute}", today, now, self.published)

    def running(self) -> list:
        return list(plans.Plan.here(plans.Plan.citizen == self.citizen,
                                    plans.Plan.ended_on.is_null()))  # fmt: skip

    def deliver(self, batch: list[IncomingEvent], minute: float, skew: timedelta) -> None:
        """A batch from a device whose clock goes wrong by `skew`."""
        now = START + timedelta(minutes=minute)
        sent = [replace(one, at=one.at + skew) for one in batch]
        record(self.citizen, sent, sent_at=now + skew, now=now, published=self.published)

    def forget_deliveries(self) -> None:
        for table in (Event, ItemState, ActivityState, WeekCount, Wish, CitizenSummary):
            table.drop(table.citizen == self.citizen)


def batches(
    events: list[IncomingEvent], plan: list[Delivery], size: int
) -> list[tuple[float, list[IncomingEvent]]]:
    """(minute, events): every event at its delay, some once more, so many in a batch."""
    arrivals: list[tuple[float, IncomingEvent]] = []
    for one, how in zip(events, plan, strict=False):
        happened = (one.at - START).total_seconds() / 60
        arrivals.append((happened + how.delay, one))
        if how.again:
            arrivals.append((happened + how.delay + how.again, one))
    arrivals.sort(key=lambda arrival: arrival[0])
    groups = [arrivals[n : n + size] for n in range(0, len(arrivals), size)]
    return [(group[-1][0], [one for _, one in group]) for group in groups]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    said=st.lists(ticks | numbers | wishes, min_size=1, max_size=12),
    changed=st.lists(changes, max_size=6),
    first=deliveries,
    second=deliveries,
    sizes=st.tuples(st.integers(1, 5), st.integers(1, 5)),
    skew=st.sampled_from([timedelta(0), timedelta(days=-400), timedelta(hours=5)]),
)
def test_any_order_duplication_and_delay_ends_in_the_same_tables(
    cast: Cast, published: Published, said, changed, first, second, sizes, skew
) -> None:
    life = Life(cast, published)
    # Two acts of staff at one moment have no order; people cannot do that.
    moments = {act.minute: act for act in changed}
    events = [life.made(act) for act in said]
    steps = [(float(minute), 0, act) for minute, act in moments.items()]
    steps += [(minute, 1, batch) for minute, batch in batches(events, first, sizes[0])]
    for minute, _, step in sorted(steps, key=lambda step: step[:2]):
        if isinstance(step, Act):
            life.change(step)
        else:
            life.deliver(step, minute, skew)
    lived = tables(life.citizen)

    life.forget_deliveries()
    for minute, batch in reversed(batches(events, second, sizes[1])):
        life.deliver(batch, minute, skew)
    for made in reversed(life.confirmations):
        record(life.citizen, [made], sent_at=made.at, now=made.at, published=life.published,
               staff=cast.karin)  # fmt: skip
    rebuild(life.published, life.citizen)
    anew = tables(life.citizen)
    assert anew == lived
    rebuild(life.published, life.citizen)
    assert tables(life.citizen) == anew
