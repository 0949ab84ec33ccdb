"""One more task for a citizen, as the forms of two pages ask for it."""

from __future__ import annotations

from typing import Any

from tracker.forms import Form


def read_task(form: Form) -> dict[str, Any]:
    """What to add, from the catalog or in own words, and for when. Raises Refused."""
    task, title = form.value("task"), form.value("title").strip()
    if bool(task) == bool(title):
        form.errors["task"] = "Vælg en opgave fra listen, eller skriv en selv. Ikke begge dele."
    planned_on = form.day_or_none("planned_on")
    form.refuse_errors()
    return {"task": task, "title": title, "planned_on": planned_on}
