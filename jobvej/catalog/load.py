"""Reads catalog.json strictly: complete and consistent, or not at all."""

import json
from datetime import datetime
from pathlib import Path

from jobvej.catalog.model import PUBLISHED, RETIRED, Closing
from jobvej.catalog.published import Published, PublishedPlan, PublishedTask, PublishedWebinar
from jobvej.catalog.strict import CatalogError, decode, unique_keys

FORMAT = 1
LARGEST = 32 * 1024 * 1024
"""Bytes; ten thousand lessons are about 8 MB."""


def load_published(path: Path) -> Published:
    """Return the catalog of a build.

    Raises CatalogError, with one sentence in Danish for the operator, when anything is missing,
    unknown, of another type or contradicts itself: half a catalog must never be used.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        raise CatalogError(f"{path} kan ikke læses: {error.strerror}.") from error
    if len(raw) > LARGEST:
        raise CatalogError(f"{path} er for stor til at være et katalog.")
    try:
        return parse_published(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CatalogError(f"{path} er ikke UTF-8. Byg siden igen.") from error
    except CatalogError as error:
        raise CatalogError(f"{path}: {error}") from error


def parse_published(text: str) -> Published:
    """Return the catalog that a JSON text holds; raises CatalogError."""
    try:
        value = json.loads(text, object_pairs_hook=unique_keys, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise CatalogError("er ikke et katalog i JSON. Byg siden igen.") from error
    if isinstance(value, dict) and value.get("format") != FORMAT:
        raise CatalogError(f"format skal være {FORMAT}. Byg siden igen med denne udgave af Jobvej.")
    published = decode(Published, value, "katalog")
    _check_whole(published)
    return published


def _no_constant(name: str) -> float:
    raise CatalogError(f"{name} er ikke et tal.")


def _check_whole(published: Published) -> None:
    """Refuse duplicate ids and references to nothing."""
    _check_ids(published)
    for closing in published.municipality.closed_days:
        _check_closing(closing)
    for lesson in (lesson for course in published.courses for lesson in course.lessons):
        if lesson.status not in (PUBLISHED, RETIRED):
            what = f"har status {lesson.status!r}, som ikke er udgivet eller udgået."
            raise CatalogError(f'lektionen "{lesson.id}" {what}')
    for plan in published.plans:
        _check_plan(published, plan)
    for webinar in published.webinars:
        _check_webinar(webinar)


def _check_ids(published: Published) -> None:
    """Refuse a duplicate id, and a former id that leads to none."""
    seen: set[str] = set()
    for identity in published.ids():
        if identity in seen:
            raise CatalogError(f'id\'et "{identity}" står to gange.')
        seen.add(identity)
    for old, new in published.aliases.items():
        if old in seen or new not in seen:
            raise CatalogError(f'det tidligere id "{old}" fører ikke til et id i brug.')


def _check_closing(closing: Closing) -> None:
    try:
        days = closing.days
    except ValueError:
        days = ()
    if not days:
        raise CatalogError(f"{closing.first} til {closing.last} er ingen dage.")


def _check_webinar(webinar: PublishedWebinar) -> None:
    """Refuse a webinar without its activity, a time with its zone, or https addresses."""
    video = webinar.lesson.video
    if webinar.lesson.id != webinar.id or video is None or video.id != f"{webinar.id}.video":
        raise CatalogError(f'webinaret "{webinar.id}" mangler sin egen aktivitet.')
    try:
        is_moment = datetime.fromisoformat(webinar.starts_at).tzinfo is not None
    except ValueError:
        is_moment = False
    if not is_moment:
        what = f"begynder {webinar.starts_at!r}, som ikke er et tidspunkt med tidszone."
        raise CatalogError(f'webinaret "{webinar.id}" {what}')
    for address in (webinar.sign_up_url, webinar.join_url):
        if address and not address.startswith("https://"):
            raise CatalogError(f'webinaret "{webinar.id}" har adressen {address!r} uden https.')


def _check_plan(published: Published, plan: PublishedPlan) -> None:
    if plan.next_plan and published.plan(plan.next_plan) is None:
        raise CatalogError(f'forløbet "{plan.next_plan}" findes ikke.')
    for item in plan.items:
        found = published.activity(item.task)
        if found is None or not isinstance(found[1], PublishedTask):
            raise CatalogError(f'opgaven "{item.task}" i forløbet "{plan.id}" findes ikke.')
