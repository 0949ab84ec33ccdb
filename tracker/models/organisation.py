"""The municipality's teams, its staff, and the citizens they are responsible for."""

from __future__ import annotations

from peewee import BooleanField, CharField, DateField, TextField, UUIDField

from tracker.models.rows import Row
from tracker.table import index, one_of, refers


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
