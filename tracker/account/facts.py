"""What is known of citizens before a talk, read for many of them in a handful of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.model import FactRules
from jobvej.catalog.published import Published
from tracker.appointments import diary
from tracker.clock import local_date, short_date, start_of_day
from tracker.enrolment import pauses, repeats, requests
from tracker.errors import NotFound
from tracker.models import Citizen, CitizenSummary, Plan, SignInCode, Wish
from tracker.table import among
from tracker.workdays import Span

ON_PAPER = "paa-papir"
"""Help level of those whose plan is on paper: a code or a tick that is missing says nothing."""


@dataclass(frozen=True)
class Facts:
    """What is known of one citizen on a day, without reading a single event."""

    today: date
    citizen: Any
    items: int
    done: int
    last_on: date | None
    plan: Any
    """The plan that runs, else the one that ended last: nobody is taken in without one."""
    wish: str
    """Label of what the citizen would like to talk about; empty after a talk has been held."""
    wish_code: str
    wish_on: date | None
    code: Any
    """The sign-in code in force, or None."""
    talk: Any
    """The talk to prepare: today's, else one that was never ended, else the next."""
    next_talk: Any
    """Today's talk, else the next; one that was never ended is behind, and no talk to come to."""
    last_talk: Any
    """The latest talk that was held."""
    missed: Any
    """The latest talk since then in which nobody answered, or None."""
    pauses: tuple[Any, ...]
    """Every pause, the earliest first."""
    requests: tuple[Any, ...]
    """What the citizen asks for by a button and has not been answered."""
    total_weeks: int
    """How many weeks the plan repeats; 0 for one that does not."""
    rules: FactRules
    """From when on the municipality finds something worth a word."""

    @property
    def name(self) -> str:
        """`Amira H.`."""
        return str(self.citizen.display_name)

    @property
    def first_name(self) -> str:
        """What people call this person."""
        return str(self.citizen.first_name)

    @property
    def is_on_paper(self) -> bool:
        """Whether nothing is ticked because the plan is on paper: nought would read as a lack."""
        return self.citizen.support_level == ON_PAPER and not self.done

    @property
    def figure(self) -> str:
        """`12 af 19 opgaver`: done of the items that count; on paper how many there are."""
        count = f"{self.items} opgaver"
        return f"{count} på papir" if self.is_on_paper else f"{self.done} af {count}"

    @property
    def is_running(self) -> bool:
        """Whether a plan runs."""
        return self.plan.ended_on is None

    @property
    def shows_dates(self) -> bool:
        """Whether a plan runs whose tasks have days."""
        return self.is_running and bool(self.plan.shows_dates)

    @property
    def pause(self) -> Any:
        """The pause that today lies in; None without one."""
        return pauses.on_day(self.pauses, self.today)

    @property
    def pauses_left(self) -> list[Any]:
        """Today's pause and those ahead."""
        return pauses.not_over(self.pauses, self.today)

    @property
    def rests(self) -> tuple[Span, ...]:
        """The days of the pauses."""
        return pauses.spans(self.pauses)

    @property
    def is_code_unused(self) -> bool:
        """Whether nobody has signed in with the code in force."""
        return self.code is not None and self.code.first_used_on is None

    @property
    def agreed(self) -> str:
        """The next step of the last talk; empty where none was written."""
        return self.last_talk.agreed if self.last_talk else ""

    @property
    def agreed_on(self) -> str:
        """`26. nov.`: the day of the last talk; empty before the first."""
        return short_date(local_date(self.last_talk.starts_at)) if self.last_talk else ""

    @property
    def since(self) -> datetime:
        """Since when things are new: the end of the last talk, or else when the plan was made."""
        return self.last_talk.ended_at if self.last_talk else self.plan.created_at


def look_up(citizens: Sequence[Any], as_of: datetime, published: Published) -> list[Facts]:
    """The facts of many citizens, in the order given, by a handful of queries."""
    ids = [citizen.id for citizen in citizens]
    counts = {row.citizen: row for row in CitizenSummary.here(among(CitizenSummary.citizen, ids))}
    codes = {row.citizen: row for row in SignInCode.here(among(SignInCode.citizen, ids))}
    wishes = {row.citizen: row for row in Wish.here(among(Wish.citizen, ids))}
    today = local_date(as_of)
    plans = _plans(ids, today)
    last, missed = diary.last_talks(ids, as_of)
    ahead = diary.next_talks(ids, start_of_day(today))
    pending = _pending(ids, ahead, today)
    rests, asked = pauses.pauses_of(ids), requests.open_requests(ids)
    labels = {choice.code: choice.label for choice in published.municipality.wish_topics}
    found = []
    for citizen in citizens:
        count, wish = counts[citizen.id], wishes.get(citizen.id)
        held, miss = last.get(citizen.id), missed.get(citizen.id)
        topic = _current_topic(wish, held)
        found.append(
            Facts(
                today=today,
                citizen=citizen,
                items=count.items,
                done=count.done,
                last_on=count.last_on,
                plan=plans[citizen.id],
                wish=labels.get(topic, topic),
                wish_code=topic,
                wish_on=local_date(wish.chosen_at) if wish and topic else None,
                code=codes.get(citizen.id),
                talk=pending.get(citizen.id),
                next_talk=ahead.get(citizen.id),
                last_talk=held,
                missed=None if miss and held and miss.ended_at <= held.ended_at else miss,
                pauses=tuple(rests.get(citizen.id, ())),
                requests=tuple(asked.get(citizen.id, ())),
                total_weeks=repeats.total(plans[citizen.id], published),
                rules=published.municipality.facts,
            )
        )
    return found


def look_up_one(citizen: UUID, as_of: datetime, published: Published) -> Facts:
    """The facts of one citizen. Raises NotFound when there is no such person."""
    row = Citizen.here(Citizen.id == citizen).get_or_none()
    if row is None:
        raise NotFound(f"no citizen {citizen}")
    return look_up([row], as_of, published)[0]


def _current_topic(wish: Any, held: Any) -> str:
    """The chosen topic, unless a talk has been held since and the topic has had its turn."""
    if wish is None or wish.topic is None:
        return ""
    if held is not None and held.ended_at >= wish.chosen_at:
        return ""
    return str(wish.topic)


def _plans(ids: list[UUID], today: date) -> dict[UUID, Any]:
    """For each citizen the running plan begun last, else one yet to begin, else the last ended."""
    rows = sorted(
        Plan.here(among(Plan.citizen, ids)),
        key=lambda plan: (
            plan.ended_on is None, plan.ended_on is None and plan.start_on <= today,
            plan.ended_on or plan.start_on, plan.start_on, plan.created_at,
        ),
    )  # fmt: skip
    return {plan.citizen: plan for plan in rows}


def _pending(ids: list[UUID], ahead: dict[UUID, Any], today: date) -> dict[UUID, Any]:
    """For each citizen the talk to prepare: today's, else the latest not ended, else the next."""
    todays = {one: row for one, row in ahead.items() if local_date(row.starts_at) == today}
    return ahead | diary.open_talks(ids, start_of_day(today)) | todays
