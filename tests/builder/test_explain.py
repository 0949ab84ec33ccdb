"""A hard word is explained where it stands first, and nowhere it would be in the way."""

from __future__ import annotations

import pytest

from jobvej.builder.explain import Explainer
from jobvej.catalog.model import Word

EXPLAIN = Explainer([Word("rådighed", ("rådigheden",), 'At du "kan" søge job.', ())]).explain
LINK = '<a class="word" href="/ord/#raadighed" data-word="At du &quot;kan&quot; søge job.">{}</a>'


def test_the_first_use_alone_is_a_link_in_whatever_form() -> None:
    html = "<p>Rådigheden er vigtig. Din rådighed.</p><p>Rådighed</p>"
    linked = LINK.format("Rådigheden")
    assert EXPLAIN(html) == f"<p>{linked} er vigtig. Din rådighed.</p><p>Rådighed</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Rådighed</h2>",
        '<p><a href="/x/">om <em>rådighed</em></a></p>',
        "<pre><code>rådighed</code></pre>",
        "<p>rådighedsregler og ikke-rådighed</p>",
        '<p title="rådighed">x</p>',
    ],
)
def test_what_is_a_heading_a_link_code_or_another_word_stays(html: str) -> None:
    assert EXPLAIN(html) == html


def test_after_a_link_words_are_explained_again() -> None:
    html = '<p><a href="/x/">Jobnet</a> og rådighed</p>'
    assert LINK.format("rådighed") in EXPLAIN(html)


def test_without_words_nothing_changes() -> None:
    assert Explainer(()).explain("<p>rådighed</p>") == "<p>rådighed</p>"
