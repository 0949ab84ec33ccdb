"""One more task for a citizen: what staff choose from, by course, and what they chose."""

from __future__ import annotations

from typing import Any

from jobvej.catalog.model import CITIZEN, PUBLISHED
from jobvej.catalog.published import Published
from tracker.forms import Form

Options = list[tuple[str, str]]


def catalog_tasks(published: Published) -> list[tuple[str, Options]]:
    """Every published task for citizens: id and `Ret dit CV (15 min)`, under its course."""
    found = []
    for course in published.courses:
        if course.audience != CITIZEN:
            continue
        tasks = [
            (one.task.id, f"{one.task.title} ({one.minutes} min)")
            for one in course.lessons
            if one.task and one.status == PUBLISHED
        ]
        if tasks:
            found.append((course.title, tasks))
    return found


def read_task(form: Form) -> dict[str, Any]:
    """What to add, from the catalog or in own words, and for when. Raises Refused."""
    task, title = form.value("task"), form.value("title").strip()
    if bool(task) == bool(title):
        form.errors["task"] = "Vælg en opgave fra listen, eller skriv en selv. Ikke begge dele."
    planned_on = form.day_or_none("planned_on")
    form.refuse_errors()
    return {"task": task, "title": title, "planned_on": planned_on}
