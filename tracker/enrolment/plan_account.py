"""A citizen's forløb as staff change it: every task, and what the template says by now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published, PublishedItem
from tracker.clock import local_date, short_date
from tracker.enrolment import pauses, plan_items, plans_ahead
from tracker.enrolment.plan_rows import add_row, running
from tracker.enrolment.standing import Standing, open_first, read_standing
from tracker.errors import Refused
from tracker.models import Plan, PlanChange
from tracker.workdays import closed_days, on_or_after, workday, working_days

NEW, GONE, WORDS, DAY = "ny", "udgaaet", "nye-ord", "ny-dag"
DIFFERENCES = {
    NEW: "Ny i forløbet",
    GONE: "Ikke længere i forløbet",
    WORDS: "Nye ord",
    DAY: "Ny dag",
}


@dataclass(frozen=True)
class Difference:
    """One difference between a plan and its template as it is now; each is taken over by itself."""

    kind: str
    key: str
    """The template's key for the item."""
    what: str
    more: str = ""
    """What to do, where that is what is new."""

    @property
    def words(self) -> str:
        """`Ny i forløbet: Før joblog`."""
        return f"{DIFFERENCES[self.kind]}: {self.what}"


@dataclass(frozen=True)
class PlanAccount:
    """One plan that runs."""

    id: UUID
    title: str
    words: str
    """`begyndte 23. nov. · sidste dag 4. dec.`"""
    items: tuple[tuple[Any, Any], ...]
    """(plan item, its state): what can be done now first; of the weeks behind none."""
    own: frozenset[UUID]
    """Those that the citizen added."""
    removed: tuple[Any, ...]
    """The items that were taken out and can be put back."""
    differences: tuple[Difference, ...]


def plan_accounts(citizen: UUID, today: date, published: Published) -> tuple[PlanAccount, ...]:
    """Every running plan, the one that began first at the top."""
    standing, days = read_standing(citizen), _first_days(citizen)
    swaps = PlanChange.here(
        PlanChange.citizen == citizen, PlanChange.kind == "removed", PlanChange.detail != ""
    )
    swapped, listed = {row.item for row in swaps}, open_first(standing.current)
    out = [item for item, how in standing.earlier if how.is_removed and item.id not in swapped]
    return tuple(
        PlanAccount(
            id=plan.id,
            title=plan.title,
            words=_plan_words(plan, today, published),
            items=tuple(pair for pair in listed if pair[0].plan == plan.id),
            own=standing.own,
            removed=tuple(item for item in out if item.plan == plan.id),
            differences=tuple(_differences(plan, standing, days, published)),
        )
        for plan in running(citizen)
    )


def take_over(
    citizen: UUID, plan: UUID, kind: str, key: str, staff: UUID, now: datetime, published: Published
) -> None:
    """Change one thing in a plan to what its template says now. Raises Refused."""
    row, standing = running(citizen).where(Plan.id == plan).first(), read_standing(citizen)
    found = _differences(row, standing, _first_days(citizen), published) if row else []
    if (kind, key) not in {(one.kind, one.key) for one in found}:
        raise Refused({"plan": "Det er taget over i forvejen. Indlæs siden igen."})
    items = {item.key: item for item, _ in standing.items if item.plan == plan}
    if kind == GONE:
        plan_items.remove(citizen, items[key].id, staff, now, published=published)
        return
    one = _templates(row, published)[key]
    day = max(workday(row.start_on, one.workday), on_or_after(local_date(now)))
    words = {"key": key, "task": one.task, "title": one.title, "do": one.do}
    if kind == WORDS:
        plan_items.replace(items[key], staff, now, published, **words)
    elif kind == DAY:
        plan_items.move(citizen, items[key].id, pauses.first_day(citizen, day), staff, now)
    else:
        add_row(plan, citizen, staff, now, published, planned_on=day, **words)


def _plan_words(plan: Any, today: date, published: Published) -> str:
    begun = "begyndte" if plan.start_on <= today else "begynder"
    last = plans_ahead.last_day(plan, published)
    return f"{begun} {short_date(plan.start_on)} · sidste dag {short_date(last)}"


def _templates(plan: Any, published: Published) -> dict[str, PublishedItem]:
    """The template's items as they are now, by key; none for a plan that repeats.

    Such a plan copies its template again each Monday, so anything new comes by itself.
    """
    template = published.plan(plan.template)
    if template is None or template.repeat is not None:
        return {}
    return {item.key: item for item in template.items}


def _first_days(citizen: UUID) -> dict[UUID, date | None]:
    """The day each moved item had before a pause moved it; None where somebody moved it."""
    found: dict[UUID, date | None] = {}
    moves = PlanChange.here(PlanChange.citizen == citizen, PlanChange.kind == "moved")
    for row in moves.order_by(PlanChange.changed_at, PlanChange.counter):
        if not row.reason.startswith(pauses.BY_PAUSE):
            found[row.item] = None
        elif row.item not in found:
            found[row.item] = date.fromisoformat(row.detail)
    return found


def _is_day_of(start: date, day: date, number: int) -> bool:
    """Whether an item's day is the template's working day `number`.

    It still is if days on which the municipality is closed became known only later.
    """
    least = working_days(start, day)
    return least <= number <= least + closed_days(start, day)


def _differences(
    plan: Any, standing: Standing, days: dict[UUID, date | None], published: Published
) -> list[Difference]:
    """How a plan differs from its template as it is now, apart from what was changed on purpose."""
    template = _templates(plan, published)
    if not template:
        return []
    listed = {item.key: (item, state) for item, state in standing.items if item.plan == plan.id}
    known = set(listed) | {item.key for item, _ in standing.earlier if item.plan == plan.id}
    found = [
        Difference(NEW, key, one.title, one.do) for key, one in template.items() if key not in known
    ]
    for key, (item, state) in listed.items():
        if key.startswith("/") or not state.is_open:
            continue
        now = template.get(key)
        if now is None:
            found.append(Difference(GONE, key, item.title))
        elif (now.title, now.do, published.current(now.task)) != (
            item.title, item.do, published.current(item.task),
        ):  # fmt: skip
            words = now.title if now.title == item.title else f"{item.title} → {now.title}"
            more = now.do if now.do != item.do else ""
            found.append(Difference(WORDS, key, words, more))
        was = days.get(item.id, item.planned_on)
        if now and was and not _is_day_of(plan.start_on, was, now.workday):
            day = workday(plan.start_on, now.workday)
            words = f"{item.title} ({short_date(was)} → {short_date(day)})"
            found.append(Difference(DAY, key, words))
    return found
