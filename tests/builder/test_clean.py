"""The cleaner by itself."""

import pytest

from jobvej.builder.clean import clean
from jobvej.catalog.markdown import Markdown


def text(body: str) -> Markdown:
    return Markdown("a.md", 10, body)


@pytest.mark.parametrize(
    "html",
    [
        '<p>Et <strong>ord</strong> og <a href="https://jobnet.dk">et link</a></p>',
        '<p><a class="button" href="mailto:a@b.dk">Skriv</a></p>',
        '<p><img alt="Et kort" src="../kort.png" loading="lazy"></p>',
        '<ol start="3"><li>tre</li></ol>',
        '<details class="note" open=""><summary>Mere</summary><p>Ja</p></details>',
        '<table><tbody><tr><td align="right">1</td></tr></tbody></table>',
        "<!-- en note til redaktøren -->",
    ],
)
def test_what_markdown_makes_is_kept_without_a_word(html: str) -> None:
    kept, problems = clean(text(""), html)
    assert problems == []
    assert "redaktøren" not in kept


def test_nothing_is_removed_in_silence() -> None:
    kept, problems = clean(text("x\n<b onclick=x>"), '<p>x</p><b onclick="x">y</b>')
    assert kept == "<p>x</p><b>y</b>"
    assert [str(problem) for problem in problems] == [
        'a.md:11: "onclick=x" må ikke stå i "<b>". Slet det.'
    ]


@pytest.mark.parametrize(
    "src",
    ["https://x.dk/1.png", "//x.dk/1.png", "/\\x.dk/1.png", " //x.dk/1.png", "data:image/png,x",
     "ht\ntps://x.dk/1.png", "/\t/x.dk/1.png", "\x01https://x.dk/1.png"],
)  # fmt: skip
def test_a_picture_from_afar_is_refused_however_its_address_is_spelled(src: str) -> None:
    """Browsers leave out line ends and tabs in an address, and control characters before it."""
    kept, problems = clean(text(""), f'<p><img alt="x" src="{src}"></p>')
    assert kept == '<p><img alt="x"></p>'
    assert len(problems) == 1
