"""What citizens said they did, and the state that follows from it."""

from datetime import date

from peewee import BooleanField, CharField, Check, DateField, IntegerField, TextField, UUIDField

from tracker.clock import local_date
from tracker.models.rows import ABOUT_CITIZEN, OfCitizen
from tracker.table import UtcField, index, known_by, refers


class Event(OfCitizen):
    """One thing a citizen said they did (or staff confirmed), exactly once."""

    id = UUIDField()
    kind = CharField(max_length=20)
    subject = CharField(max_length=100)
    data = TextField()
    """Canonical JSON of the event's data."""
    effective_at = UtcField()
    """The one time that counts; cut to the day after 30 days, with the order kept."""
    counter = IntegerField()
    received_at = UtcField()
    staff = UUIDField(null=True)
    """Who confirmed; empty for what the citizen said."""
    digest = CharField(max_length=64)
    """SHA-256 of the content as sent: the same id with other content is refused."""

    class Meta:
        primary_key = known_by("citizen", "id")
        indexes = (index("citizen", "subject"),)


class ActivityState(OfCitizen):
    """A film a citizen has completed, or a task outside a plan; no row when taken back."""

    activity = CharField(max_length=80)
    done_at = UtcField()
    """Kept as exactly as the event; screens show the day."""
    revision = CharField(max_length=16, default="")

    class Meta:
        primary_key = known_by("citizen", "activity")

    @property
    def done_on(self) -> date:
        """The day to show."""
        return local_date(self.done_at)


class ItemState(OfCitizen):
    """How one item of a plan stands: done, confirmed, not relevant, removed."""

    item = UUIDField()
    done_at = UtcField(null=True)
    """Kept as exactly as the event; screens show the day."""
    revision = CharField(max_length=16, default="")
    confirmed_on = DateField(null=True)
    waived_on = DateField(null=True)
    waived_reason = CharField(max_length=40, default="")
    is_removed = BooleanField(default=False)

    class Meta:
        primary_key = known_by("citizen", "item")
        indexes = (index("item"),)
        constraints = (ABOUT_CITIZEN, refers("item", "plan_item", cascade=True))

    @property
    def done_on(self) -> date | None:
        """The day to show."""
        return local_date(self.done_at) if self.done_at else None

    @property
    def is_open(self) -> bool:
        """Still to do: neither done, put aside nor removed."""
        return self.state == "open" and not self.is_removed

    @property
    def state(self) -> str:
        """`done`, `waived` or `open`: what somebody did counts more than what was put aside."""
        if self.done_at is not None:
            return "done"
        return "waived" if self.waived_on is not None else "open"


class WeekCount(OfCitizen):
    """Applications sent in one ISO week, typed by the citizen; a missing row is 'ikke skrevet'."""

    week = CharField(max_length=8)
    count = IntegerField()

    class Meta:
        primary_key = known_by("citizen", "week")
        constraints = (Check('"count" BETWEEN 0 AND 20'), ABOUT_CITIZEN)


class Wish(OfCitizen):
    """What the citizen would like to talk about, from the municipality's closed list."""

    topic = CharField(max_length=40, null=True)
    chosen_at = UtcField()
    """So that a wish from before the last talk is not taken for a new one."""


class CitizenSummary(OfCitizen):
    """What a list line shows, kept so that no page aggregates events."""

    seq = IntegerField(default=0)
    """Grows with every stored event of this citizen; a device offers again when it went back."""
    items = IntegerField(default=0)
    """Items that count: neither removed nor not relevant."""
    done = IntegerField(default=0)
    last_on = DateField(null=True)
    """Day of the latest task or film that still counts as done."""
