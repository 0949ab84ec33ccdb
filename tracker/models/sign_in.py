"""Codes, sessions and calendar addresses, and who opened whose page for what."""

from peewee import BooleanField, CharField, DateField, UUIDField

from tracker.models.rows import ABOUT_CITIZEN, OfCitizen
from tracker.table import Table, UtcField, index, known_by, one_of


class SignInCode(OfCitizen):
    """The citizen's code as HMAC; one in force at a time."""

    digest = CharField(max_length=64)
    created_on = DateField()
    first_used_on = DateField(null=True)
    last_used_on = DateField(null=True)

    class Meta:
        indexes = (index("digest", unique=True),)


class CitizenIdentity(OfCitizen):
    """A citizen who also signs in by MitID: nothing of it but an HMAC of issuer and subject."""

    digest = CharField(max_length=64, null=True)
    """Null once it was taken away; who did so, and when, stays for the citizen to read."""
    bound_on = DateField()
    removed_on = DateField(null=True)
    removed_by = UUIDField(null=True)
    """The member of staff who took it away; null where the citizen did."""

    class Meta:
        indexes = (index("digest", unique=True),)


class Session(Table):
    """A signed-in browser; only the token's SHA-256 is kept."""

    token_digest = CharField(max_length=64)
    person = UUIDField()
    role = CharField(max_length=20)
    """`citizen` or a role of staff."""
    is_shared_device = BooleanField(default=False)
    created_at = UtcField()
    seen_at = UtcField()
    expires_at = UtcField()

    class Meta:
        primary_key = known_by("token_digest")
        indexes = (index("person"),)


class PageGrant(Table):
    """A session that may read one citizen's page until midnight, after a purpose was given."""

    token_digest = CharField(max_length=64)
    citizen = UUIDField()
    until = UtcField()

    class Meta:
        primary_key = known_by("token_digest", "citizen")
        indexes = (index("citizen"),)
        constraints = (ABOUT_CITIZEN,)


class AccessLog(OfCitizen):
    """Who opened a citizen's page, for what, on which day; the citizen reads it too."""

    staff = UUIDField()
    purpose = CharField(max_length=20)
    opened_on = DateField()
    role = CharField(max_length=20)
    team_name = CharField(max_length=60)

    class Meta:
        primary_key = known_by("citizen", "staff", "purpose", "opened_on")


class CalendarAddress(Table):
    """An address that a person's calendar is fetched at; only the token's SHA-256 is kept."""

    person = UUIDField()
    role = CharField(max_length=20)
    """citizen or consultant."""
    token_digest = CharField(max_length=64)
    created_on = DateField()

    class Meta:
        primary_key = known_by("person")
        indexes = (index("token_digest", unique=True),)
        constraints = (one_of("role", "citizen", "consultant"),)
