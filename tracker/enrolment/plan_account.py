"""A citizen's forløb as staff change them: every task, and what the template says today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published, PublishedItem
from tracker.account.standing import Standing, open_first, read_standing
from tracker.clock import local_date, long_date, short_date
from tracker.enrolment import plan_moves, plans, plans_ahead
from tracker.enrolment.plan_rows import running
from tracker.errors import Refused
from tracker.models import Plan, PlanChange

NEW, GONE, WORDS = "ny", "udgaaet", "nye-ord"
DIFFERENCES = {
    NEW: "Ny i forløbet",
    GONE: "Ikke længere i forløbet",
    WORDS: "Nye ord",
}


@dataclass(frozen=True)
class ItemAccount:
    """One task, with what can be done to it."""

    id: UUID
    title: str
    state: str
    """open, done or waived."""
    words: str
    """`tirsdag 1. december · egen opgave`, `lavet 30. nov.`, `ikke relevant: andet (1. dec.)`."""
    planned_on: date | None


@dataclass(frozen=True)
class Difference:
    """One way in which a plan differs from its template of today; taken over one by one."""

    kind: str
    key: str
    """The template's key for the item."""
    words: str
    """`Ny i forløbet: Før joblog`."""
    more: str
    """What to do, where that is what is new."""


@dataclass(frozen=True)
class PlanAccount:
    """One plan that runs."""

    id: UUID
    title: str
    words: str
    """`begyndte 23. nov. · sidste dag 4. dec.`"""
    items: tuple[ItemAccount, ...]
    removed: tuple[ItemAccount, ...]
    """What was taken out and can be put back."""
    differences: tuple[Difference, ...]


def plan_accounts(citizen: UUID, today: date, published: Published) -> tuple[PlanAccount, ...]:
    """Every plan that runs, the one begun first at the top."""
    standing = read_standing(citizen)
    reasons = {one.code: one.label for one in published.municipality.waive_reasons}
    swapped = {
        row.item
        for row in PlanChange.here(
            PlanChange.citizen == citizen, PlanChange.kind == "removed", PlanChange.detail != ""
        )
    }
    return tuple(
        PlanAccount(
            id=plan.id,
            title=plan.title,
            words=_plan_words(plan, today, published),
            items=tuple(
                open_first(
                    _item(item, state, reasons, standing)
                    for item, state in standing.items
                    if item.plan == plan.id and item.id not in standing.past
                )
            ),
            removed=tuple(
                _item(item, state, reasons, standing)
                for item, state in standing.earlier
                if item.plan == plan.id and item.id not in swapped
            ),
            differences=tuple(_differences(plan, standing, published)),
        )
        for plan in running(citizen)
    )


def take_over(
    citizen: UUID, plan: UUID, kind: str, key: str, staff: UUID, now: Any, published: Published
) -> None:
    """Bring one thing of a plan to what its template says today. Raises Refused."""
    row = running(citizen).where(Plan.id == plan).first()
    found = _differences(row, read_standing(citizen), published) if row else []
    if (kind, key) not in {(one.kind, one.key) for one in found}:
        raise Refused({"plan": "Det er taget over i forvejen. Indlæs siden igen."})
    items = {item.key: item for item, _ in read_standing(citizen).items if item.plan == plan}
    template = _templates(row, published)
    if kind == GONE:
        plans.remove_item(citizen, items[key].id, staff, now, published=published)
    elif kind == WORDS:
        plan_moves.take_new_words(citizen, items[key].id, template[key], staff, now, published)
    else:
        day = plan_moves.planned_day(row, template[key].workday, local_date(now))
        plan_moves.add_from_template(row, template[key], day, staff, now, published)


def _plan_words(plan: Any, today: date, published: Published) -> str:
    begun = "begyndte" if plan.start_on <= today else "begynder"
    last = plans_ahead.last_day(plan, published)
    return f"{begun} {short_date(plan.start_on)} · sidste dag {short_date(last)}"


def _item(item: Any, state: Any, reasons: dict[str, str], standing: Standing) -> ItemAccount:
    """One task in words."""
    if state.state == "done":
        words = f"lavet {short_date(state.done_on)}"
    elif state.state == "waived":
        why = reasons.get(state.waived_reason, state.waived_reason)
        words = f"ikke relevant: {why} ({short_date(state.waived_on)})"
    else:
        words = long_date(item.planned_on) if item.planned_on else "ingen dag"
    if item.id in standing.own:
        words += " · egen opgave"
    return ItemAccount(item.id, item.title, state.state, words, item.planned_on)


def _templates(plan: Any, published: Published) -> dict[str, PublishedItem]:
    """The template's items of today by key; none of a plan that repeats.

    That one copies its template anew each Monday, so whatever is new comes by itself.
    """
    template = published.plan(plan.template)
    if template is None or template.repeat is not None:
        return {}
    return {item.key: item for item in template.items}


def _differences(plan: Any, standing: Standing, published: Published) -> list[Difference]:
    """Where a plan is not what its template is today; what was changed on purpose is no such."""
    template = _templates(plan, published)
    if not template:
        return []
    listed = {item.key: (item, state) for item, state in standing.items if item.plan == plan.id}
    known = set(listed) | {item.key for item, _ in standing.earlier if item.plan == plan.id}
    found = [
        Difference(NEW, key, f"{DIFFERENCES[NEW]}: {one.title}", one.do)
        for key, one in template.items()
        if key not in known
    ]
    for key, (item, state) in listed.items():
        if key.startswith("/") or not state.is_open:
            continue
        now = template.get(key)
        if now is None:
            found.append(Difference(GONE, key, f"{DIFFERENCES[GONE]}: {item.title}", ""))
        elif (now.title, now.do, published.current(now.task)) != (
            item.title, item.do, published.current(item.task),
        ):  # fmt: skip
            words = now.title if now.title == item.title else f"{item.title} → {now.title}"
            more = now.do if now.do != item.do else ""
            found.append(Difference(WORDS, key, f"{DIFFERENCES[WORDS]}: {words}", more))
    return found
