"""Plans with their items, the changes made to them, and which plan comes next."""

from __future__ import annotations

import re

from peewee import BooleanField, CharField, DateField, IntegerField, TextField, UUIDField

from tracker.models.rows import ABOUT_CITIZEN, RowOfCitizen
from tracker.table import UtcField, index, one_of, refers

UNSAID = "uoplyst"
"""Why a plan ended where nobody said; a code of every municipality's list."""
WEEK_KEY = re.compile(r"([0-9]{4}-W[0-9]{2})/")


def week_of(key: str) -> str:
    """`2026-W49` of an item's key in a plan that repeats: the week whose set it is of; else ''."""
    found = WEEK_KEY.match(key)
    return found[1] if found else ""


class Plan(RowOfCitizen):
    """One citizen's enrolment in a plan template, under the title it had that day."""

    template = CharField(max_length=60)
    title = CharField(max_length=80)
    citizen_title = CharField(max_length=80)
    shows_dates = BooleanField(default=True)
    is_one_at_a_time = BooleanField(default=False)
    target_what = CharField(max_length=80, default="")
    """What a repeating plan asks the citizen to count, e.g. sent applications."""
    target_per_week = IntegerField(null=True)
    start_on = DateField()
    created_at = UtcField()
    started_by = UUIDField(null=True)
    """Who of staff began it; empty for a plan from before that was kept."""
    ended_on = DateField(null=True)
    ended_by = UUIDField(null=True)
    """Who of staff ended it; empty while it runs, and where a year of silence did."""
    ended_reason = CharField(max_length=20, default="")
    """Code from the municipality's closed list; empty while it runs."""


class PlanItem(RowOfCitizen):
    """One task in a citizen's plan; what a plan counts."""

    plan = UUIDField()
    position = IntegerField()
    key = CharField(max_length=60)
    task = CharField(max_length=80)
    """Activity id from the catalog, or empty for an own task."""
    title = CharField(max_length=80)
    do = TextField(default="")
    """What to do, where the plan says it in its own words; else the task's words are shown."""
    planned_on = DateField(null=True)
    created_at = UtcField()

    class Meta:
        indexes = (index("citizen", "task"), index("plan"))
        constraints = (ABOUT_CITIZEN, refers("plan", "plan", cascade=True))

    @property
    def week(self) -> str:
        """The week whose set this is of, in a plan that repeats; else empty."""
        return week_of(self.key)

    @property
    def is_lost(self) -> bool:
        """Whether a pause has left this no day of its week, so that it is not asked for."""
        return bool(self.week) and self.planned_on is None


class PlanChange(RowOfCitizen):
    """One change to a plan's items: who, when, what, why; undone by a later change."""

    item = UUIDField()
    staff = UUIDField(null=True)
    """Empty for what the citizen changed."""
    kind = CharField(max_length=20)
    """added, removed, waived, restored or moved."""
    reason = CharField(max_length=40, default="")
    detail = CharField(max_length=40, default="")
    """Of a move the day before it, so that it can be taken back."""
    changed_at = UtcField()
    counter = IntegerField()
    """Grows with each change of this citizen's plans: two of one moment keep their order."""

    class Meta:
        indexes = (index("citizen", "changed_at"), index("item"))
        constraints = (
            one_of("kind", "added", "removed", "waived", "restored", "moved"),
            ABOUT_CITIZEN,
            refers("item", "plan_item", cascade=True),
        )


class PlanAhead(RowOfCitizen):
    """A plan that begins by itself once those before it have had their last day."""

    template = CharField(max_length=60)
    title = CharField(max_length=80)
    position = IntegerField()
    """Their order, smallest first."""
    chosen_by = UUIDField()
    chosen_at = UtcField()
