"""Short hyphened words stay on one line, and stay the words they are."""

import re

import pytest

from jobvej.builder.unbroken import unbroken


@pytest.mark.parametrize("word", ["a-kasse", "A-kassens", "e-Boks", "IT-supporter", "5-tal"])
def test_a_short_word_with_a_hyphen_is_held_together(word: str) -> None:
    html = (
        f'<p>\n({word}), <b>{word}</b>s <a class="word" title="{word}">{word}</a>.</p>'
        f"<ul><li>{word}</li></ul><table><td>{word}</td></table>"
        f'<h1>Om {word}</h1><h3 id="{word}"><a href="/{word}/">Om {word}</a></h3>'
    )
    held = unbroken(html)
    assert held.count(f'<span class="unbroken">{word}</span>') == 7
    assert re.sub("</?span[^>]*>", "", held) == html


@pytest.mark.parametrize(
    "html",
    [
        "<p>job-klub, 2026-11-28, 2-3-4, a - b, -a-b, a-</p>",
        "<p>e-handelsvirksomhed</p>",
        '<p data-x="a-kasse"><a href="/en-vej/">vej</a></p>',
        "<head><title>Din a-kasse</title></head>",
        "<pre>a-kasse</pre><p><code>a-b</code></p>",
        "<label>a-kasse <textarea>a-kasse</textarea></label><option>a-kasse</option>",
        '<p><a class="button primary" href="/">Find din a-kasse her</a></p>',
        '<a class="card">Din a-kasse</a><p class="buttons">Din a-kasse</p>',
    ],
)
def test_all_other_text_stays_as_it_is(html: str) -> None:
    assert unbroken(html) == html
