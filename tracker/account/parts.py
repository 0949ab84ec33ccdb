"""How far a plan has come: its day or week, and its courses, or its weeks where it repeats."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from jobvej.catalog.published import Published
from tracker.clock import short_date, week_words
from tracker.enrolment import repeats
from tracker.enrolment.standing import Standing
from tracker.workdays import Span, working_days

WEEKS_SHOWN = 4
OWN_TASKS = "Egne opgaver"
EARLIER_WEEKS = "Tidligere uger"


@dataclass(frozen=True)
class PartCount:
    """`Dit CV 3/3`, `Uge 49 2/5`."""

    title: str
    done: int
    total: int


def count_parts(standing: Standing, published: Published) -> tuple[PartCount, ...]:
    """Done of the items that count: weeks, the newest first, then courses in the plan's order."""
    by_week: dict[str, list[bool]] = defaultdict(list)
    by_course: dict[str, list[bool]] = defaultdict(list)
    for item, state in standing.items:
        if state.state != "waived":
            part = by_week[item.week] if item.week else by_course[_course(item.task, published)]
            part.append(state.state == "done")
    found = [(week_words(week).capitalize(), by_week[week]) for week in sorted(by_week)[::-1]]
    shown, rest = found[:WEEKS_SHOWN], found[WEEKS_SHOWN:]
    if rest:
        shown.append((EARLIER_WEEKS, [done for _, part in rest for done in part]))
    shown += by_course.items()
    return tuple(PartCount(title, sum(part), len(part)) for title, part in shown)


def plan_day(
    plan: Any, standing: Standing, today: date, published: Published, rests: Collection[Span]
) -> str:
    """`dag 7 af 10` in working days; other words before the first, after the last and once ended.

    `uge 3 af 10` in a plan that repeats.
    """
    if plan.ended_on is not None:
        return f"sluttede {short_date(plan.ended_on)}"
    planned = [
        item.planned_on for item, _ in standing.items if item.plan == plan.id and item.planned_on
    ]
    if not plan.shows_dates or not planned:
        return ""
    number = working_days(plan.start_on, today, rests)
    total = working_days(plan.start_on, max(planned), rests)
    if number == 0:
        return f"begynder {short_date(plan.start_on)}"
    if plan.target_per_week is not None:
        return _plan_week(plan, today, published, rests)
    if today > max(planned):
        return f"sidste dag var {short_date(max(planned))}"
    return f"dag {number} af {total}"


def _plan_week(plan: Any, today: date, published: Published, rests: Collection[Span]) -> str:
    """Which of its weeks a repeating plan is in."""
    number = repeats.week_number(plan.start_on, today, rests)
    last = repeats.total(plan, published)
    if not last:
        return f"uge {number}"
    return f"uge {number} af {last}" if number <= last else f"{last} uger er gået"


def _course(task: str, published: Published) -> str:
    """The course of a task, or the heading for tasks without one."""
    course = published.course_of(task) if task else None
    return course.title if course else OWN_TASKS
