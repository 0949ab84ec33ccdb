"""Checks a plan's items: tasks that exist, in an order that works, none of them too long."""

from dataclasses import dataclass

from jobvej.catalog.model import PUBLISHED, Course, Lesson
from jobvej.catalog.plan import Plan, PlanItem
from jobvej.catalog.tree import Tree, nearest, quoted


@dataclass(frozen=True)
class _Tasks:
    """Every task of the tree, by id, with the lesson it stands in."""

    tree: Tree
    lessons: dict[str, Lesson]

    def suggestion(self, identity: str) -> str:
        usable = [task for task, owner in self.lessons.items() if owner.status == PUBLISHED]
        return nearest(identity, usable) or "Skriv id'et på en opgave i en lektion."


def check_plans(tree: Tree, courses: tuple[Course, ...], plans: tuple[Plan, ...]) -> None:
    """Note every item that a citizen could not do on its day."""
    lessons = [lesson for course in courses for lesson in course.lessons]
    tasks = _Tasks(tree, {one.task.id: one for one in reversed(lessons) if one.task})
    for lesson in lessons:
        _check_needs(tasks, lesson)
    for plan in plans:
        for item in plan.items:
            _check_item(tasks, plan, item)
        _check_order(tasks, plan)


def _check_needs(tasks: _Tasks, lesson: Lesson) -> None:
    """Note a need that no task of the tree can meet."""
    task = lesson.task
    for need in task.needs if task else ():
        known = need.task in tasks.lessons or tasks.tree.may_exist(need.task)
        if not known:
            what = f"opgaven {quoted(need.task)} i needs findes ikke."
            tasks.tree.problem(lesson.file, need.line, what, tasks.suggestion(need.task))
        elif task and task.id in _all_needs(tasks, need.task):
            what = f"opgaven {quoted(task.id)} kræver sig selv gennem {quoted(need.task)}."
            tasks.tree.problem(lesson.file, need.line, what, "Slet den ene af dem.")


def _all_needs(tasks: _Tasks, identity: str) -> set[str]:
    """Return a task and everything it needs, directly or through other tasks."""
    found, waiting = set[str](), [identity]
    while waiting:
        at = waiting.pop()
        owner = tasks.lessons.get(at)
        if at not in found and owner and owner.task:
            waiting += [need.task for need in owner.task.needs]
        found.add(at)
    return found


def _check_item(tasks: _Tasks, plan: Plan, item: PlanItem) -> None:
    file, lesson = plan.file, tasks.lessons.get(item.task)
    if lesson is None:
        if not tasks.tree.may_exist(item.task):
            what = f"opgaven {quoted(item.task)} findes ikke."
            tasks.tree.problem(file, item.line, what, tasks.suggestion(item.task))
    elif lesson.status != PUBLISHED:
        state = "en kladde" if lesson.is_draft else "udgået"
        what = f"opgaven {quoted(item.task)} kan ikke bruges: lektionen er {state}."
        tasks.tree.problem(file, item.line, what, "Vælg en opgave i en udgivet lektion.")
    elif plan.max_minutes and lesson.minutes > plan.max_minutes:
        what = (
            f"opgaven {quoted(item.task)} tager {lesson.minutes} minutter med film og tekst, "
            f"men max_minutes er {plan.max_minutes}."
        )
        tasks.tree.problem(file, item.line, what, "Vælg en kortere, eller ret max_minutes.")


def _check_order(tasks: _Tasks, plan: Plan) -> None:
    """Note every item that comes before what it needs, by day and then by place in the list."""
    done: set[str] = set()
    in_plan = {item.task: item for item in plan.items}
    for item in sorted(plan.items, key=lambda one: one.workday):
        lesson = tasks.lessons.get(item.task)
        for need in lesson.task.needs if lesson and lesson.task else ():
            if need.task in done or need.task not in tasks.lessons:
                continue
            what = f"opgaven {quoted(item.task)} kræver først {quoted(need.task)}"
            if later := in_plan.get(need.task):
                what += f", som står bagefter i linje {later.line}."
                mend = "Byt dem om, eller giv dem andre dage."
            else:
                what += ", som ikke er i forløbet."
                mend = f"Sæt {need.task} ind før den."
            tasks.tree.problem(plan.file, item.line, what, mend)
        done.add(item.task)
