"""The tasks that staff choose from, by course; the same list wherever one is added."""

from __future__ import annotations

from jobvej.catalog.model import CITIZEN, PUBLISHED
from jobvej.catalog.published import Published

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
