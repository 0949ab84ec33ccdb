"""A visitor whose every fetched page is checked: valid HTML, one h1, labels, headers."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

OWN_PAGE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
REFUSED = 422
"""A form is shown again: whoever hears the title first hears that at once."""
FIELDS = ("input", "select", "textarea")
UNLABELLED = ("hidden", "submit", "button")


class Page:
    """One answer, and what a person meets on it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.location = response.headers.get("Location", "")
        self.html = response.get_data(as_text=True)
        self.root: Any = None
        if response.mimetype == "text/html" and self.html and self.status not in (301, 302, 303):
            parser = html5lib.HTMLParser(namespaceHTMLElements=False)
            self.root = parser.parse(self.html)
            self.errors = parser.errors
            check(self)

    def all(self, *tags: str) -> list[Any]:
        return [element for element in self.root.iter() if element.tag in tags]

    def text(self, element: Any = None) -> str:
        """The words, as one line."""
        start = self.root.find("body") if element is None else element
        return " ".join(" ".join(words(start)).split())

    @property
    def h1(self) -> str:
        return self.text(self.all("h1")[0])

    def forms(self) -> list[str]:
        """The addresses that the page's forms post to."""
        return [form.get("action", "") for form in self.all("form") if form.get("method") == "post"]

    def links(self) -> list[str]:
        return [link.get("href") for link in self.all("a")]

    def value(self, name: str) -> str:
        """What a field holds."""
        found = next(one for one in self.all("input", "select") if one.get("name") == name)
        return str(found.get("value", ""))

    def part(self, name: str) -> str:
        """The source of one element, from its first attribute's name to its end, as served."""
        match = re.search(rf"<(\w+)[^>]*\b{name}\b[^>]*>.*?</\1>", self.html, re.DOTALL)
        assert match, f"no {name} on the page"
        return match[0]


def words(element: Any) -> Iterator[str]:
    """All text below an element, scripts left out."""
    if element.tag in ("script", "style"):
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from words(child)
        yield child.tail or ""


def check(page: Page) -> None:
    """What holds for every page, asked each time one is fetched."""
    assert not page.errors, f"invalid HTML: {page.errors[:3]}"
    headings = page.all("h1")
    assert len(headings) == 1, f"{len(headings)} h1"
    title = page.text(page.all("title")[0])
    begins = f"{'Fejl: ' if page.status == REFUSED else ''}{page.h1}"
    assert title.startswith(begins), f"title {title!r} does not begin with {begins!r}"
    assert page.root.get("lang") == "da"
    _check_ids(page)
    _check_labels(page)
    _check_names(page)
    _check_told_first(page)
    _check_nothing_inline(page)
    _check_headers(page)


def _check_ids(page: Page) -> None:
    ids = Counter(one.get("id") for one in page.root.iter() if one.get("id"))
    assert not [one for one, count in ids.items() if count > 1], f"id stands twice: {ids}"
    for one in page.root.iter():
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for reference in (one.get(name) or "").split():
                assert reference in ids, f"{name}={reference} points at nothing"
    for link in page.all("a"):
        if link.get("href", "").startswith("#"):
            assert link.get("href")[1:] in ids, f"{link.get('href')} points at nothing"


def _check_labels(page: Page) -> None:
    labelled = {label.get("for") for label in page.all("label")}
    wrapped = {id(field) for label in page.all("label") for field in label.iter()}
    for field in page.all(*FIELDS):
        if field.get("type") in UNLABELLED:
            continue
        has_label = field.get("id") in labelled or id(field) in wrapped
        assert has_label or field.get("aria-label"), f"no label: {field.attrib}"
    for button in page.all("button"):
        assert page.text(button) or button.get("aria-label"), "a button without words"
    for one in page.root.iter():
        is_field = one.tag in FIELDS or one.get("role") == "radiogroup"
        assert is_field or "aria-invalid" not in one.attrib, f"invalid, but no field: {one.attrib}"
    for table in page.all("table"):
        assert table.get("aria-labelledby") or table.find("caption") is not None, "a nameless table"


def _check_names(page: Page) -> None:
    """What is read alone, as in a list of all buttons, says what it is about."""
    meant: dict[tuple[str, str], set[object]] = {}
    for link in page.all("a"):
        meant.setdefault(("link", page.text(link)), set()).add(link.get("href"))
    for form in page.all("form"):
        if "hidden" in form.attrib:
            continue
        for button in form.iter("button"):
            act = (form.get("action"), button.get("formaction"), button.get("value"))
            meant.setdefault(("button", page.text(button)), set()).add(act)
        for label in form.iter("label"):
            if field := label.get("for"):
                where = (form.get("action"), field)
                meant.setdefault(("field", page.text(label)), set()).add(where)
    twice = {name: these for name, these in meant.items() if len(these) > 1}
    assert not twice, f"one name for several things: {twice}"


def _check_told_first(page: Page) -> None:
    """What became of a form takes the focus: where the keyboard goes on, and what is read first."""
    for one in next(iter(page.all("main"))):
        if one.tag == "h1":
            break
        if {"notice", "summary"} & set(one.get("class", "").split()):
            assert "data-focus" in one.attrib and one.get("tabindex") == "-1", one.attrib


def _check_nothing_inline(page: Page) -> None:
    for one in page.root.iter():
        assert not one.get("style"), f"inline style on {one.tag}"
        handlers = [name for name in one.attrib if name.startswith("on")]
        assert not handlers, f"inline script on {one.tag}"
        assert one.tag != "style", "a style element"
        assert one.tag != "script" or one.get("src"), "an inline script"
        for name in ("src", "href", "action"):
            if one.tag == "a":
                continue  # a link is followed by a person; the others are fetched
            assert not re.match(r"(https?:)?//", one.get(name) or ""), f"a foreign {name}"


def _check_headers(page: Page) -> None:
    policy = page.response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.response.headers["Cache-Control"] == "no-store"


class Visitor:
    """One browser; it says, as browsers do, that its forms come from our own pages."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, **kwargs: Any) -> Page:
        return Page(self.client.get(path, **kwargs))

    def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> Page:
        kwargs.setdefault("headers", OWN_PAGE)
        return Page(self.client.post(path, data=data or {}, **kwargs))

    def follow(self, page: Page) -> Page:
        """The page that a see-other leads to."""
        assert page.status == 303, f"{page.status}, no see other: {page.html[:300]}"
        return self.get(page.location)

    def json(self, path: str, body: Any, **kwargs: Any) -> Any:
        """Post JSON as the client does."""
        kwargs.setdefault("headers", OWN_PAGE)
        return self.client.post(path, json=body, **kwargs)
