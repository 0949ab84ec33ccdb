"""What a kept course needs is listed whole, and in an order that can be stopped."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jobvej.builder.offline import LIST, PAGE, WORKER
from jobvej.builder.sent import sent
from jobvej.builder.site import build_site
from jobvej.catalog import read_catalog
from jobvej.catalog.addresses import TRACKER
from tests.builder.tree import Tree

COURSE = "/kurser/cv/"
LESSON = "/kurser/cv/profiltekst/"


def listed(www: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((www / COURSE.strip("/") / LIST).read_text("utf-8"))
    return told


@pytest.fixture
def filmed(tree: Tree) -> Path:
    """The site of a tree whose one film is made, in two sizes."""
    films = tree.root / "build" / "films"
    films.mkdir(parents=True)
    (film,) = read_catalog(tree.root)[0].films()
    for ending, size in (("mp4", 3000), ("360.mp4", 1000), ("webp", 500)):
        (films / f"{film.file_stem}.{ending}").write_bytes(b"x" * size)
    return build_site(tree.root, tree.root / "build").folder / "www"


def test_it_lists_every_page_of_the_course_and_all_that_they_ask_for(www: Path) -> None:
    course = listed(www)
    addresses = list(course["sizes"])
    assert (course["title"], course["url"]) == ("Dit CV & mere", COURSE)
    assert {PAGE, COURSE, LESSON, "/kurser/cv/hul/"} <= set(addresses)
    assert "/kurser/cv/kladde/" not in addresses
    assert [one for one in addresses if one.endswith("/")][:2] == [PAGE, COURSE]
    assert not any(one.endswith("OFL.txt") for one in addresses), "no page asks for it"
    for page in (one for one in addresses if one.endswith("/")):
        html = (www / page.strip("/") / "index.html").read_text("utf-8")
        asked = set(re.findall(r'(?:src|poster)="(/[^"]+)"|<link[^>]+href="(/[^"]+)"', html))
        assert {one or other for one, other in asked} <= set(addresses), page


def test_scripts_that_other_scripts_load_are_listed_too(www: Path) -> None:
    client = {f"{sent().address}{name}" for name in sent().texts}
    assert client <= set(listed(www)["sizes"])


def test_what_lies_beside_lessons_is_listed_whatever_it_is_called(tree: Tree) -> None:
    for name in ("content/assets/IMG 0412 & co.JPG", "courses/cv/Mit Æble.PNG"):
        (tree.root / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (4, 3)).save(tree.root / name, format="PNG")
    (tree.root / "courses/cv/regler.pdf").write_bytes(b"%PDF")
    tree.append(
        "courses/cv/hul.md",
        "\n![Et æble](<Mit Æble.PNG>) ![Et hus](/assets/IMG%200412%20%26%20co.JPG)"
        "\n[Side 2](regler.pdf#page=2)\n",
    )
    addresses = listed(build_site(tree.root, tree.root / "build").folder / "www")["sizes"]
    assert "/kurser/cv/Mit%20%C3%86ble.PNG" in addresses
    assert "/assets/IMG%200412%20%26%20co.JPG" in addresses
    assert "/kurser/cv/regler.pdf" in addresses


def test_whoever_stops_halfway_has_pages_that_work(filmed: Path) -> None:
    """What a page needs comes before the page, and what weighs most comes last."""
    addresses = list(listed(filmed)["sizes"])
    first_page = addresses.index(PAGE)
    films = [one for one in addresses if one.endswith(".mp4")]
    assert addresses[-1:] == films
    assert films[0].endswith(".360.mp4"), "of two sizes the small one"
    assert all(addresses.index(one) < first_page for one in addresses if "/assets/" in one)
    assert all(addresses.index(one) < first_page for one in addresses if one.endswith(".webp"))


def test_each_address_is_told_with_its_bytes(filmed: Path) -> None:
    films = filmed.parents[1] / "films"
    for one, size in listed(filmed)["sizes"].items():
        file = films / one[6:] if one.startswith("/film/") else _file(filmed, one)
        assert size == file.stat().st_size, one


def _file(www: Path, address: str) -> Path:
    return www / address.strip("/") / "index.html" if address.endswith("/") else www / address[1:]


def test_the_edition_is_another_only_when_something_is(tree: Tree) -> None:
    def edition() -> str:
        www = build_site(tree.root, tree.root / "build").folder / "www"
        return str(listed(www)["edition"])

    first = edition()
    assert edition() == first
    lesson = "courses/cv/hul.md"
    tree.write(lesson, (tree.root / lesson).read_text("utf-8").replace("Hullet", "Et hul"))
    assert edition() != first


def test_the_worker_leaves_the_trackers_pages_and_files_alone(www: Path) -> None:
    """But for the two that a citizen opens from a bookmark, which get a page of ours offline."""
    script = (www / WORKER).read_text("utf-8")
    found = re.search(r"const TRACKER = /(.+)/;", script)
    assert found
    pattern = re.compile(found[1].replace(r"\/", "/"))
    left = [one for one in TRACKER if not pattern.match(f"{one}x/")]
    assert left == ["/log-paa/", "/film/", "/healthz", "/readyz"]
    assert not pattern.match("/dine-opgaver/")
    assert not pattern.match(LESSON)
