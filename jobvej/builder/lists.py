"""The pages that list courses, forløb, webinars and words, each with an introduction."""

from jobvej.builder.context import Place
from jobvej.catalog.markdown import Markdown
from jobvej.catalog.model import Catalog

_LISTS = {
    "kurser": (
        "courses.html",
        "Kurser",
        "Korte film og små opgaver. Tag dem i den rækkefølge, der passer dig.",
        "courses",
    ),
    "soeg": (
        "search.html",
        "Søg",
        "Skriv, hvad du leder efter. Du må gerne stave forkert.",
        "courses",
    ),
    "planer": (
        "plans.html",
        "Forløb",
        "Et forløb er en række opgaver i en god rækkefølge. Alle må læse og printe dem.",
        "content/planer",
    ),
    "uden-net": (
        "offline.html",
        "Uden internet",
        "Her er de kurser, du har gemt på enheden.",
        "courses",
    ),
    "personale": (
        "staff.html",
        "For personale",
        "Korte kurser for dig, der arbejder i kommunen. Alle må læse dem.",
        "courses",
    ),
    "ord": (
        "words.html",
        "Ord fra A til Å",
        "Her står svære ord i én kort sætning, på dansk og engelsk.",
        "content/data/ordbog.yml",
    ),
    "webinarer": (
        "webinars.html",
        "Webinarer",
        "Et webinar er et foredrag på nettet. Du er med på telefon, tablet eller computer.",
        "content/webinarer",
    ),
}
"""Folder of the site → template, heading, introduction, and where its authors write."""


def lists(catalog: Catalog) -> dict[str, Place]:
    """Return the lists that have an entry: folder of the site → page."""
    entries = {
        "personale": catalog.has_staff_courses,
        "ord": catalog.words,
        "webinarer": catalog.webinars,
    }
    return {
        folder: Place(template, heading, words, f"/{folder}/", Markdown(file))
        for folder, (template, heading, words, file) in _LISTS.items()
        if entries.get(folder, True)
    }
