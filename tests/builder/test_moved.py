"""Pages that lead on, from a plain file server too: no address that was given out is lost."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from jobvej.builder.site import build_site
from tests.builder.conftest import NOW
from tests.builder.html import Page, check
from tests.builder.served import served
from tests.builder.tree import IDS, Tree

ALIASES = "aliases: {ansoegning.gammel: cv.hul, cv.skelet: cv.profiltekst}\nretired: [cv.borte]\n"


@pytest.fixture
def moved(tree: Tree) -> Tree:
    tree.write("courses/aliases.yml", ALIASES)
    names = sorted([*IDS.split(), "ansoegning.gammel", "cv.skelet", "cv.borte"])
    tree.write("courses/ids.txt", "\n".join(names) + "\n")
    return tree


def test_each_lasting_link_and_former_address_is_a_sound_page(moved: Tree) -> None:
    www = build_site(moved.root, moved.root / "build", NOW).folder / "www"
    for address, to in {
        "g/cv": "/kurser/cv/",
        "g/cv.hul": "/kurser/cv/hul/",
        "g/cv.udgaaet": "/kurser/cv/udgaaet/",
        "g/to-skridt": "/planer/to-skridt/",
        "g/cv.skelet": "/kurser/cv/profiltekst/",
        "kurser/ansoegning/gammel": "/kurser/cv/hul/",
        "kurser/cv/skelet": "/kurser/cv/profiltekst/",
        "kurser/cv/borte": "/kurser/cv/",
    }.items():
        page = Page(www / address / "index.html")
        check(page)
        assert [one.get("href") for one in page.with_("rel", "canonical")] == [to]
        assert page.with_("http-equiv", "refresh")[0].get("content") == f"0; url={to}"
        assert to in page.links()
    assert not (www / "g/cv.kladde").exists()


def test_an_author_may_link_to_a_lasting_link(
    moved: Tree, problems: Callable[[], list[str]]
) -> None:
    moved.append("content/hjaelp.md", "\n[dit CV](/g/cv.skelet/)\n")
    assert problems() == []
    line = moved.append("content/hjaelp.md", "\n[forkert](/g/cv.skele/)\n") + 1
    assert problems()[0].startswith(f'content/hjaelp.md:{line}: linket "/g/cv.skele/"')


def test_no_page_of_an_author_stands_among_the_lasting_links(
    tree: Tree, problems: Callable[[], list[str]]
) -> None:
    tree.write("content/g/cv.md", "---\ntitle: x\nsummary: x\n---\n")
    assert any('adressen "/g/cv/" er optaget' in one for one in problems())


@pytest.fixture
def origin(moved: Tree) -> Iterator[str]:
    www = build_site(moved.root, moved.root / "build", NOW).folder / "www"
    with served(www) as address:
        yield address


@pytest.mark.browser
def test_a_reader_is_led_on_without_script_and_copies_the_lasting_link_with_the_keyboard(
    browser: Browser, origin: str
) -> None:
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{origin}/kurser/cv/skelet/")
    page.wait_for_url(f"{origin}/kurser/cv/profiltekst/")
    assert not page.get_by_role("button", name="Kopiér link").is_visible()
    plain.close()

    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{origin}/g/cv.skelet/")
    page.wait_for_url(f"{origin}/kurser/cv/profiltekst/")
    button = page.get_by_role("button", name="Kopiér link")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Kopieret.").wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{origin}/g/cv.profiltekst/"
    page.goto(copied)
    page.wait_for_url(f"{origin}/kurser/cv/profiltekst/")
    context.close()
