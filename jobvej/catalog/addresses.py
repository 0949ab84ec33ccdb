"""Addresses of the tracker, and addresses that redirect: permanent links and former pages."""

from collections.abc import Iterator

from jobvej.catalog.published import Published

TRACKER = (
    *("/log-paa/", "/log-af/", "/dine-opgaver/", "/job/", "/kalender/", "/leder/", "/drift/"),
    *("/databeskyttelse/", "/api/", "/app/", "/film/", "/healthz", "/readyz"),
)
"""The tracker answers everything below these; a page there would never be seen."""
LASTING = "/g/"


def leading_on(published: Published) -> dict[str, str]:
    """Return every address without a page of its own → the address that it redirects to.

    `/g/<id>/` of a lesson, course or plan never changes, even if its address does. Addresses follow
    from ids, so a former id is a former address too. A retired lesson leads to its course.
    """
    pages = dict(_pages(published))
    named = dict(pages)
    for old in published.retired:
        course, _, slug = old.partition(".")
        if course in pages and slug and "." not in slug:
            named[old] = pages[course]
    for old, new in published.aliases.items():
        if new in pages:
            named[old] = pages[new]
    plans = {plan.id for plan in published.plans}
    found = {f"{LASTING}{name}/": url for name, url in named.items()}
    for old in named.keys() - pages.keys():
        is_plan = published.current(old) in plans
        before = f"/planer/{old}/" if is_plan else f"/kurser/{old.replace('.', '/')}/"
        if before not in pages.values():
            found[before] = named[old]
    return found


def _pages(published: Published) -> Iterator[tuple[str, str]]:
    for course in published.courses:
        if course.lessons:  # otherwise it has just been started and has no page
            yield course.id, course.url
        yield from ((lesson.id, lesson.url) for lesson in course.lessons)
    yield from ((plan.id, plan.url) for plan in published.plans)
    yield from ((webinar.id, webinar.lesson.url) for webinar in published.webinars)
