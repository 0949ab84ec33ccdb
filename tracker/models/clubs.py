"""Job clubs with their members, tasks and tips, and who signed up for a webinar."""

from peewee import BooleanField, CharField, Check, DateField, IntegerField, UUIDField

from tracker.models.rows import ABOUT_CITIZEN, OfCitizen, Row
from tracker.table import Table, index, known_by, one_of, refers


class Club(Row):
    """A small group that meets every week with its consultant, between two dates."""

    team = UUIDField()
    name = CharField(max_length=40)
    consultant = UUIDField()
    company_consultant = UUIDField(null=True)
    """Who tells where the jobs are; may be of another team."""
    weekday = IntegerField()
    """0 is Monday."""
    starts = CharField(max_length=5)
    """`10:00` by Danish clocks."""
    minutes = IntegerField()
    mode = CharField(max_length=20)
    """in_person or video, where a meeting says nothing else."""
    place = CharField(max_length=60, default="")
    link = CharField(max_length=500, default="")
    from_on = DateField()
    until_on = DateField()
    changed_by = UUIDField()
    """Who of staff made it, or changed it last."""
    changed_on = DateField()

    class Meta:
        indexes = (index("team"), index("consultant"), index("company_consultant"))
        constraints = (
            Check('"weekday" BETWEEN 0 AND 4'),
            one_of("mode", "in_person", "video"),
            refers("team", "team"),
            refers("consultant", "staff"),
            refers("company_consultant", "staff"),
        )


class ClubMember(Table):
    """A citizen in a club; the row stays when they leave, so that it can be taken back."""

    club = UUIDField()
    citizen = UUIDField()
    since_on = DateField()
    added_by = UUIDField()
    left_on = DateField(null=True)
    removed_by = UUIDField(null=True)
    shows_name = BooleanField(default=False)
    """Whether the other members may see the first name; the member's own choice."""

    class Meta:
        primary_key = known_by("club", "citizen")
        indexes = (index("citizen"),)
        constraints = (refers("club", "club", cascade=True), ABOUT_CITIZEN)


class ClubMeeting(Table):
    """One week's meeting that is not as the club's rule says: moved, held otherwise, cancelled."""

    club = UUIDField()
    planned_on = DateField()
    """The day the rule falls on; what names the meeting."""
    held_on = DateField()
    starts = CharField(max_length=5)
    mode = CharField(max_length=20)
    place = CharField(max_length=60, default="")
    link = CharField(max_length=500, default="")
    is_cancelled = BooleanField(default=False)
    changed_by = UUIDField()
    changed_on = DateField()

    class Meta:
        primary_key = known_by("club", "planned_on")
        constraints = (one_of("mode", "in_person", "video"), refers("club", "club", cascade=True))


class ClubTask(Row):
    """A task from the catalog that the club does together."""

    club = UUIDField()
    task = CharField(max_length=80)
    added_by = UUIDField()
    added_on = DateField()
    removed_by = UUIDField(null=True)
    removed_on = DateField(null=True)

    class Meta:
        indexes = (index("club"),)
        constraints = (refers("club", "club", cascade=True),)


class ClubItem(Table):
    """The item that a common task became in one member's plan."""

    club_task = UUIDField()
    citizen = UUIDField()
    item = UUIDField()

    class Meta:
        primary_key = known_by("club_task", "citizen")
        indexes = (index("citizen"), index("item"))
        constraints = (
            refers("club_task", "club_task", cascade=True),
            ABOUT_CITIZEN,
            refers("item", "plan_item", cascade=True),
        )


class ClubTip(Row):
    """Her er der job nu: a job that a club's members are told of until a day."""

    club = UUIDField()
    title = CharField(max_length=80)
    place = CharField(max_length=60)
    link = CharField(max_length=500, default="")
    until_on = DateField()
    added_by = UUIDField()
    added_on = DateField()
    removed_by = UUIDField(null=True)
    removed_on = DateField(null=True)

    class Meta:
        indexes = (index("club"),)
        constraints = (refers("club", "club", cascade=True),)


class WebinarSignup(OfCitizen):
    """That a citizen means to be at one of the municipality's own webinars."""

    webinar = CharField(max_length=80)
    signed_on = DateField()

    class Meta:
        primary_key = known_by("citizen", "webinar")
