"""A plan template as a page that can be printed: its days, and each task in words."""

from dataclasses import dataclass
from itertools import groupby

from jobvej.catalog.model import Catalog, Lesson
from jobvej.catalog.plan import Plan, PlanItem


@dataclass(frozen=True)
class Row:
    """One task as the sheet shows it."""

    task: str
    title: str
    do: str
    done_when: str
    minutes: int
    url: str
    required: bool


@dataclass(frozen=True)
class Day:
    """The tasks of one working day; without a label if the plan hides its days."""

    label: str
    items: tuple[Row, ...]


def days(plan: Plan, catalog: Catalog) -> tuple[Day, ...]:
    """The plan's tasks by working day, or as one list if it shows no days."""
    lessons = {one.task.id: one for one in catalog.lessons() if one.task}

    def row(item: PlanItem) -> Row:
        return _row(item, lessons.get(item.task))

    if not plan.show_dates:
        return (Day("", tuple(row(item) for item in plan.items)),)
    in_order = sorted(plan.items, key=lambda item: item.workday)
    return tuple(
        Day(f"Dag {number}", tuple(row(item) for item in items))
        for number, items in groupby(in_order, key=lambda item: item.workday)
    )


def _row(item: PlanItem, lesson: Lesson | None) -> Row:
    task = lesson.task if lesson else None
    return Row(
        task=task.id if task else "",
        title=item.title or (task.title if task else item.key),
        do=item.do or (task.do if task else ""),
        done_when="" if item.do or not task else task.done_when,
        minutes=lesson.minutes if lesson else 0,
        url=lesson.url if lesson else "",
        required=bool(task and task.required_elsewhere),
    )


def facts(plan: Plan) -> str:
    """'20 opgaver på 10 arbejdsdage', 'Én opgave ad gangen'."""
    count = len(plan.items)
    tasks = "1 opgave" if count == 1 else f"{count} opgaver"
    if plan.one_at_a_time:
        return f"{tasks}, én ad gangen"
    last = max((item.workday for item in plan.items), default=0)
    if not plan.show_dates or last < 2:
        return tasks
    return f"{tasks} på {last} arbejdsdage"
