"""The sandbox and the cleaner by themselves."""

from __future__ import annotations

import pytest

from jobvej.builder.clean import Text, clean, expand


def greet(line: int, name: str) -> str:
    return f"Hej {name} på linje {line}"


MACROS = {"greet": greet}


def text(body: str) -> Text:
    return Text("a.md", 10, body)


def test_a_macro_is_told_the_line_of_the_file_it_stands_on() -> None:
    body, problems = expand(text('Et\n\n{{ greet("Amira") }}\n'), MACROS)
    assert (body, problems) == ("Et\n\nHej Amira på linje 12\n", [])


def test_text_without_macros_comes_through_letter_for_letter() -> None:
    body = "## Titel {#anker}\n\n100 % { } {# #} \\{{ nej\n".replace("{{ nej", "")
    assert expand(text(body), MACROS) == (body, [])


def test_what_a_macro_returns_is_not_read_again() -> None:
    body, _ = expand(text('{{ greet("{{ greet }}") }}'), MACROS)
    assert body == "Hej {{ greet }} på linje 10"


def test_every_bad_macro_of_a_page_is_named_with_its_line() -> None:
    _, problems = expand(text("{{ a() }}\n{{ b }}\n\n{% if x %}{% endif %}\n"), MACROS)
    assert [problem.line for problem in problems] == [10, 11, 13]


def test_after_a_bad_macro_the_lines_still_count() -> None:
    body, _ = expand(text("{{ a(\n) }}\nTekst"), MACROS)
    assert body == "\n\nTekst"


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
