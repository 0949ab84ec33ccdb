"""The pages that list courses, forløb, webinars and words, each with an introduction."""

from __future__ import annotations

from jobvej.builder.context import Place
from jobvej.catalog.markdown import Markdown
from jobvej.catalog.model import Catalog

_COURSES = Place(
    "courses.html",
    "Kurser",
    "Korte film og små opgaver. Tag dem i den rækkefølge, der passer dig.",
    "/kurser/",
    Markdown("courses"),
)
_STAFF = Place(
    "staff.html",
    "For personale",
    "Korte kurser for dig, der arbejder i kommunen. Alle må læse dem.",
    "/personale/",
    Markdown("courses"),
)
_WEBINARS = Place(
    "webinars.html",
    "Webinarer",
    "Et webinar er et foredrag på nettet. Du er med på telefon, tablet eller computer.",
    "/webinarer/",
    Markdown("content/webinarer"),
)
_WORDS = Place(
    "words.html",
    "Ord fra A til Å",
    "Her står svære ord i én kort sætning, på dansk og engelsk.",
    "/ord/",
    Markdown("content/data/ordbog.yml"),
)
_SEARCH = Place(
    "search.html",
    "Søg",
    "Skriv, hvad du leder efter. Du må gerne stave forkert.",
    "/soeg/",
    Markdown("courses"),
)
_PLANS = Place(
    "plans.html",
    "Forløb",
    "Et forløb er en række opgaver i en god rækkefølge. Alle må læse og printe dem.",
    "/planer/",
    Markdown("content/planer"),
)
_OFFLINE = Place(
    "offline.html",
    "Uden internet",
    "Her er de kurser, du har gemt på enheden.",
    "/uden-net/",
    Markdown("courses"),
)


def lists(catalog: Catalog) -> dict[str, Place]:
    """Return the lists that have an entry: folder of the site → page."""
    found = {"kurser": _COURSES, "soeg": _SEARCH, "planer": _PLANS, "uden-net": _OFFLINE}
    if catalog.has_staff_courses:
        found["personale"] = _STAFF
    if catalog.words:
        found["ord"] = _WORDS
    if catalog.webinars:
        found["webinarer"] = _WEBINARS
    return found
