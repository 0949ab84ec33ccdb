"""A built page, parsed strictly, and what holds for every one of them."""

from collections import Counter
from pathlib import Path
from typing import Any

import html5lib


class Page:
    """One HTML file of the site."""

    def __init__(self, path: Path) -> None:
        self.source = path.read_text(encoding="utf-8")
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root: Any = parser.parse(self.source)
        self.errors = parser.errors

    def all(self, *tags: str) -> list[Any]:
        return [one for one in self.root.iter() if isinstance(one.tag, str) and one.tag in tags]

    def with_(self, attribute: str, value: str | None = None) -> list[Any]:
        return [
            one
            for one in self.root.iter()
            if attribute in one.attrib and value in (None, one.get(attribute))
        ]

    def text(self, element: Any) -> str:
        return " ".join("".join(element.itertext()).split())

    @property
    def h1(self) -> str:
        return self.text(self.all("h1")[0])

    def links(self) -> list[str]:
        return [one.get("href") for one in self.all("a")]


def check(page: Page) -> None:
    """Valid, one heading that begins the title, ids once, nothing inline, every field named."""
    assert not page.errors, page.errors[:3]
    assert page.root.get("lang") == "da"
    assert len(page.all("h1")) == 1
    assert page.text(page.all("title")[0]).startswith(page.h1)
    ids = Counter(one.get("id") for one in page.with_("id"))
    assert not [one for one, count in ids.items() if count > 1]
    for name in ("for", "aria-labelledby", "aria-describedby"):
        for one in page.with_(name):
            assert set(one.get(name).split()) <= set(ids), f"{name} points at nothing"
    for link in page.links():
        assert not link.startswith("#") or link[1:] in ids, f"{link} points at nothing"
    for one in page.root.iter():
        assert not [name for name in one.attrib if name == "style" or name.startswith("on")]
    assert not page.all("style", "iframe", "object", "embed")
    assert all(script.get("src") for script in page.all("script"))
    labelled = {one.get("for") for one in page.all("label")}
    for one in page.all("input", "textarea", "select"):
        assert one.get("type") == "hidden" or one.get("id") in labelled
    for button in page.all("button"):
        assert page.text(button)
