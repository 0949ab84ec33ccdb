"""Plans with their items and the changes made to them, and what is arranged around them."""

import re

from peewee import BooleanField, CharField, Check, DateField, IntegerField, TextField, UUIDField

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


class Pause(RowOfCitizen):
    """Days on which a person's plans ask for nothing; dates only, and never why."""

    from_on = DateField()
    until_on = DateField()
    """The last day of it."""
    set_by = UUIDField(null=True)
    """Empty when the citizen asked for it."""
    set_at = UtcField()
    ended_on = DateField(null=True)
    """The day it was ended before its last day; the pause lasted until the day before."""
    ended_by = UUIDField(null=True)
    """Empty while it lasts, and when the citizen ended it."""

    class Meta:
        constraints = (Check('"from_on" <= "until_on"'), ABOUT_CITIZEN)


class WeeklyTarget(RowOfCitizen):
    """How many applications a week are agreed with one person, from a week on."""

    from_week = CharField(max_length=8)
    per_week = IntegerField()
    set_by = UUIDField()
    set_at = UtcField()

    class Meta:
        constraints = (Check('"per_week" BETWEEN 0 AND 20'), ABOUT_CITIZEN)


class Request(RowOfCitizen):
    """What a citizen asks of the consultant by a button; gone when it is taken back."""

    kind = CharField(max_length=20)
    """call_me, meet or not_that_day."""
    talk = UUIDField(null=True)
    """The talk it is about; empty for one that is about none."""
    made_on = DateField()
    answered_on = DateField(null=True)
    answered_by = UUIDField(null=True)

    class Meta:
        constraints = (one_of("kind", "call_me", "meet", "not_that_day"), ABOUT_CITIZEN)


class Undone(RowOfCitizen):
    """What was taken back or put right and left no trace of its own: told, and never why."""

    words = CharField(max_length=120)
    """`Fortrudt: Pause fra 14. dec. til 18. dec.`"""
    staff = UUIDField(null=True)
    """Empty when the citizen took it back."""
    undone_on = DateField()
