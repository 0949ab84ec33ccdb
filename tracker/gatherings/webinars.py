"""A citizen's webinars: signing up, the link on the day, and having been there."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from jobvej.catalog.published import Published, PublishedWebinar
from tracker.clock import local_date, short_date
from tracker.db import writing
from tracker.errors import Refused
from tracker.events.state import webinars_of
from tracker.models import ActivityState, WebinarSignup


@dataclass(frozen=True)
class OwnWebinar:
    """A webinar as one citizen meets it."""

    webinar: PublishedWebinar
    starts_at: datetime
    is_over: bool
    is_signed: bool
    is_done: bool
    """Been there, or seen the recording."""

    def link_on(self, day: date) -> str:
        """Where to take part: for those who signed up, on the day alone."""
        is_now = self.is_signed and not self.is_over and local_date(self.starts_at) == day
        return self.webinar.join_url if is_now else ""


def starts_at(webinar: PublishedWebinar) -> datetime:
    """When it begins, in UTC as every other time."""
    return datetime.fromisoformat(webinar.starts_at).astimezone(UTC)


def is_over(webinar: PublishedWebinar, now: datetime) -> bool:
    """Whether it has been held."""
    return starts_at(webinar) + timedelta(minutes=webinar.minutes) <= now


def activity_of(webinar: PublishedWebinar) -> str:
    """The one activity of having been there and having seen it."""
    return f"{webinar.id}.video"


def sign_up(citizen: UUID, webinar: PublishedWebinar, now: datetime) -> None:
    """Note that a citizen means to take part, or was there; twice is once.

    Raises Refused where its host takes the sign-ups.
    """
    if webinar.sign_up_url:
        raise Refused({"webinar": f"{webinar.host} tager imod tilmeldinger."})
    with writing():
        signed = (WebinarSignup.citizen == citizen, WebinarSignup.webinar == webinar.id)
        if not WebinarSignup.here(*signed).exists():
            WebinarSignup.create(citizen=citizen, webinar=webinar.id, signed_on=local_date(now))


def sign_off(citizen: UUID, webinar: PublishedWebinar, published: Published) -> None:
    """Take the sign-up back; one that has been attended stays, since it says why that is kept."""
    with writing():
        if activity_of(webinar) in _done(citizen, published):
            return
        own = WebinarSignup.citizen == citizen
        names = [row.webinar for row in WebinarSignup.here(own)]
        same = [name for name in names if published.current(name) == webinar.id]
        WebinarSignup.drop(own, WebinarSignup.webinar.in_(same))


def own_webinars(citizen: UUID, now: datetime, published: Published) -> list[OwnWebinar]:
    """Every webinar by the time it begins, as this citizen meets it."""
    signed, done = webinars_of(citizen, published), _done(citizen, published)
    return [
        OwnWebinar(
            webinar=one,
            starts_at=starts_at(one),
            is_over=is_over(one, now),
            is_signed=one.id in signed,
            is_done=activity_of(one) in done,
        )
        for one in sorted(published.webinars, key=lambda one: (starts_at(one), one.id))
    ]


def lines(citizen: UUID, now: datetime, published: Published) -> tuple[str, ...]:
    """`Tilmeldt webinar: CV på en time, 14. jan.` of each that lies ahead."""
    return tuple(
        f"Tilmeldt webinar: {one.webinar.lesson.title}, {short_date(local_date(one.starts_at))}"
        for one in own_webinars(citizen, now, published)
        if one.is_signed and not one.is_over
    )


def _done(citizen: UUID, published: Published) -> set[str]:
    """The activities this citizen has completed."""
    rows = ActivityState.here(ActivityState.citizen == citizen)
    return {published.current(row.activity) for row in rows}
