"""Macros in a text, read one by one."""

import pytest

from jobvej.builder.expand import expand
from jobvej.builder.run import make_site
from jobvej.catalog.markdown import Markdown
from tests.builder.tree import Tree


def greet(line: int, name: str) -> str:
    return f"Hej {name} på linje {line}"


MACROS = {"greet": greet}


def text(body: str) -> Markdown:
    return Markdown("a.md", 10, body)


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
    _, problems = expand(text("{{ a() }}\n{{ b }}\n\n{% if x %}\n{% endif %}\n"), MACROS)
    assert [problem.line for problem in problems] == [10, 11, 13, 14]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{{ gret() }}", 'makroen "gret" findes ikke. Mente du "greet"?'),
        ("{{ greet }}", "{{ greet }} mangler parenteser. Skriv {{ greet() }}."),
        ("{{ greet( }}", "{{ greet( }} er ikke skrevet rigtigt."),
        ('{{ greet("Bo" }}', '{{ greet("Bo" }} er ikke skrevet rigtigt.'),
        ('{{ greet(\n"Bo" }}', '{{ greet( "Bo" }} er ikke skrevet rigtigt.'),
        ("{{ greet(“Bo”) }}", "Brug de lige anførselstegn"),
        ("{{ greet(name) }}", 'Skriv {{ greet("name") }}.'),
        ('{{ greet("Bo", "Ib") }}', 'Skriv {{ greet("name") }}.'),
        ('{{ greet(name="Bo") }}', 'Skriv {{ greet("name") }}.'),
        ("{% if x %}", "{% if x %} kan ikke bruges i teksten."),
        ("{{ }}", "{{ }} er ikke skrevet rigtigt."),
        (f"{{{{ {'x' * 70} }}}}", f"{{{{ {'x' * 54}… er ikke en makro"),
    ],
)
def test_a_bad_macro_is_named_and_spoils_no_other(bad: str, says: str) -> None:
    good = '{{ greet("Amira") }}'
    body, (problem,) = expand(text(f"{good}\n{bad}, {good}\n\n{good}"), MACROS)
    after = 11 + bad.count("\n")
    assert body.split("\n")[0] == "Hej Amira på linje 10"
    assert body.endswith(f", Hej Amira på linje {after}\n\nHej Amira på linje {after + 2}")
    assert "{" not in body
    assert problem.line == 11
    assert says in str(problem)


@pytest.mark.parametrize(
    "opened", ['{{ greet("Bo")', "{{ greet() }", "{% if x", "{{ it's", '{{ greet("a }} b")']
)
def test_a_macro_that_never_ends_takes_nothing_with_it(opened: str) -> None:
    """Its words stay, as they may be a sentence; what stands above, below and after it works.

    The last one's quotes are read once: who read them a second time as letters would find an end
    within them, and where there is none, a page of quotes would be read for hours.
    """
    good = '{{ greet("Amira") }}'
    body, problems = expand(text(f"{good}\n{opened}\n{good}\n\n{good}\n"), MACROS)
    assert body.split("\n") == [
        "Hej Amira på linje 10",
        opened[2:],
        "Hej Amira på linje 12",
        "",
        "Hej Amira på linje 14",
        "",
    ]
    assert [str(one) for one in problems] == [
        f"a.md:11: {opened} er ikke skrevet rigtigt. En makro ser sådan ud: {{{{ video() }}}}."
        if opened.startswith("{{")
        else f"a.md:11: {opened} kan ikke bruges i teksten. "
        "Slet det. Kun makroer som {{ video() }} virker."
    ]


def test_braces_within_quotes_end_no_macro() -> None:
    body, problems = expand(text("""{{ greet("a }} b") }}, {{ greet('{% c %}') }}"""), MACROS)
    assert (body, problems) == ("Hej a }} b på linje 10, Hej {% c %} på linje 10", [])


def test_after_a_bad_macro_the_lines_still_count() -> None:
    body, _ = expand(text("{{ a(\n) }}\nTekst"), MACROS)
    assert body == "\n\nTekst"


def test_a_preview_shows_all_of_a_page_but_its_one_bad_macro(tree: Tree) -> None:
    lesson = "courses/cv/profiltekst.md"
    line = tree.append(lesson, "\nRing på {{ telfon() }}.\n") + 1
    made = make_site(tree.root, tree.root / "www", tree.root / "build/films", "preview")
    assert [str(one) for one in made.problems] == [
        f'{lesson}:{line}: makroen "telfon" findes ikke. Mente du "telefon"?'
    ]
    shown = (tree.root / "www/kurser/cv/profiltekst/index.html").read_text("utf-8")
    for activity in ("cv.profiltekst.video", "cv.profiltekst.opgave"):
        assert f'data-activity="{activity}"' in shown
    assert made.problems[0].what in shown.replace("&#34;", '"')
    assert "Ring på ." in shown
