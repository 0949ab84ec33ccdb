"""A hard word is explained where it stands first, and nowhere it would be in the way."""

import pytest

from jobvej.builder.explain import Explainer
from jobvej.builder.site import build_site
from jobvej.catalog.asides import Word
from tests.builder.conftest import NOW
from tests.builder.html import Page, check
from tests.builder.tree import Tree

EXPLAIN = Explainer([Word("rådighed", ("rådigheden",), 'At du "kan" søge job.', ())]).explain
WORDS = """words:
  - word: ærinde
    means: Noget, du skal have gjort.
    translations:
      en: {text: not read through}
  - word: rådighed
    means: At du kan tage et job.
    translations:
      en: {text: being available, reviewed_on: 2026-11-23}
      ar: {text: متاح للعمل, reviewed_on: 2026-11-23}
"""
LINK = '<a class="word" href="/ord/#raadighed" data-word="At du &quot;kan&quot; søge job.">{}</a>'


def test_the_first_use_alone_is_a_link_in_whatever_form() -> None:
    html = "<p>Rådigheden er vigtig. Din rådighed.</p><p>Rådighed</p>"
    linked = LINK.format("Rådigheden")
    assert EXPLAIN(html) == f"<p>{linked} er vigtig. Din rådighed.</p><p>Rådighed</p>"


def test_a_letter_whose_small_form_is_two_moves_no_link() -> None:
    assert EXPLAIN("<p>İİ rådighed</p>") == f"<p>İİ {LINK.format('rådighed')}</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Rådighed</h2>",
        '<p><a href="/x/">om <em>rådighed</em></a></p>',
        "<pre><code>rådighed</code></pre>",
        "<blockquote><p>Sig: rådighed</p></blockquote>",
        '<label for="__tabbed_1_1">rådighed</label>',
        '<p class="admonition-title">Rådighed</p>',
        '<abbr title="Forklaret">rådighed</abbr>',
        "<table><tr><th>rådighed</th></tr></table>",
        "<p>rådighedsregler og ikke-rådighed</p>",
        '<p title="rådighed">x</p>',
    ],
)
def test_what_is_a_heading_a_link_code_or_another_word_stays(html: str) -> None:
    assert EXPLAIN(html) == html


@pytest.mark.parametrize(
    "before",
    [
        '<a href="/x/">Jobnet</a>',
        '<p class="admonition-title">Husk</p>',
        "<blockquote>x</blockquote>",
    ],
)
def test_after_what_is_left_alone_words_are_explained_again(before: str) -> None:
    assert LINK.format("rådighed") in EXPLAIN(f"{before}<p>Din rådighed</p>")


def test_a_word_in_a_lesson_leads_to_its_place_on_the_page_of_words(tree: Tree) -> None:
    tree.write("content/data/ordbog.yml", WORDS)
    tree.append("courses/cv/hul.md", "\nDin rådighed og et ærinde.\n")
    www = build_site(tree.root, tree.root / "build", NOW).folder / "www"
    words = Page(www / "ord/index.html")
    check(words)
    assert [words.text(one) for one in words.all("dt")] == ["rådighed", "ærinde"]
    letters = words.with_("aria-label", "Bogstaver")[0]
    assert words.text(letters) == "RÆ"
    [english] = words.with_("lang", "en")
    assert (english.get("dir"), words.text(english)) == ("ltr", "English: being available")
    [arabic] = words.with_("lang", "ar")
    assert arabic.get("dir") == "rtl"
    assert "not read through" not in words.source
    lesson = Page(www / "kurser/cv/hul/index.html")
    assert [one.get("href") for one in lesson.with_("data-word")] == [
        "/ord/#raadighed",
        "/ord/#aerinde",
    ]
    ids = {one.get("id") for one in words.with_("id")}
    assert {"raadighed", "aerinde"} <= ids
    assert "/ord/" in lesson.links()


def test_without_words_nothing_changes() -> None:
    assert Explainer(()).explain("<p>rådighed</p>") == "<p>rådighed</p>"
