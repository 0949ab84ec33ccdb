"""Teams, staff and what operators changed of them; citizens, and who may read about them."""

from peewee import BooleanField, CharField, Check, DateField, IntegerField, TextField, UUIDField

from tracker.models.rows import OfCitizen, Row, RowOfCitizen
from tracker.table import index, known_by, one_of, refers


class Team(Row):
    """A group of consultants who share a caseload's access."""

    name = CharField(max_length=60)


class Staff(Row):
    """Someone employed: a consultant, leader, operator or DPO."""

    team = UUIDField(null=True)
    role = CharField(max_length=20)
    name = CharField(max_length=60)
    sign_in_name = CharField(max_length=60)
    password_hash = TextField()
    """Empty for those who sign in elsewhere."""
    subject = CharField(max_length=64, null=True)
    """HMAC of issuer and subject for those who sign in by the municipality's own service."""
    is_active = BooleanField(default=True)

    class Meta:
        indexes = (index("sign_in_name", unique=True), index("subject", unique=True))
        constraints = (
            refers("team", "team"),
            one_of("role", "consultant", "leader", "operator", "dpo"),
        )


class Citizen(Row):
    """A person with a plan; known by a pseudonym and a name to show."""

    team = UUIDField()
    consultant = UUIDField()
    display_name = CharField(max_length=40)
    reference = CharField(max_length=20)
    support_level = CharField(max_length=20)
    created_on = DateField()
    trial_of = UUIDField(null=True)
    """Whose trial citizen this is: invented by a member of staff, marked, and never counted."""

    class Meta:
        indexes = (
            index("reference", unique=True),
            index("team", "display_name"),
            index("consultant"),
            index("trial_of"),
        )
        constraints = (refers("team", "team"), refers("consultant", "staff"))

    @property
    def first_name(self) -> str:
        """`Amira` of `Amira H.`: what people call this person."""
        return str(self.display_name).split(" ")[0]


class Reader(OfCitizen):
    """One more consultant who may read about one citizen, beside the citizen's own team."""

    staff = UUIDField()
    since_on = DateField()
    given_by = UUIDField()

    class Meta:
        primary_key = known_by("citizen", "staff")
        indexes = (index("staff"),)


class Absence(Row):
    """Days on which one consultant is away and another covers for all of their citizens."""

    staff = UUIDField()
    cover = UUIDField()
    from_on = DateField()
    until_on = DateField()
    """The last day, itself included."""
    set_by = UUIDField()
    set_on = DateField()

    class Meta:
        indexes = (index("cover", "until_on"), index("staff", "until_on"))
        constraints = (Check('"from_on" <= "until_on"'),)


class Handover(RowOfCitizen):
    """A citizen who gets another responsible consultant, and maybe another team, from a date."""

    from_staff = UUIDField()
    from_team = UUIDField()
    """So that it can be taken back."""
    to_staff = UUIDField()
    on_date = DateField()
    made_by = UUIDField()
    made_on = DateField()
    done_on = DateField(null=True)
    """Empty while the date lies ahead."""
    cancelled_on = DateField(null=True)
    """When it was called off or taken back."""

    class Meta:
        indexes = (index("citizen", "on_date"), index("made_by", "on_date"))


class StaffChange(Row):
    """One act of an operator: who, when, on whom, what."""

    counter = IntegerField()
    """Grows with each act: two of one day keep their order."""
    staff = UUIDField(null=True)
    """Whom it was about; empty for a team."""
    changed_by = UUIDField()
    """Zeros where it was done from the terminal, where nobody signs in."""
    kind = CharField(max_length=20)
    detail = CharField(max_length=300, default="")
    """What it was before and is now, in the words of the page."""
    changed_on = DateField()

    class Meta:
        indexes = (index("changed_on"), index("staff"))
        constraints = (
            one_of("kind", "added", "changed", "password", "signed_out", "closed", "opened",
                   "team_added", "team_renamed"),
        )  # fmt: skip
