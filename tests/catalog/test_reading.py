"""LIX against sums done by hand, and where a hard text is pointed at."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jobvej.catalog import read_catalog
from jobvej.catalog.lix import Counts, count
from jobvej.catalog.markdown import Markdown
from jobvej.catalog.reading import paragraphs, reading_levels, too_hard

Change = Callable[[str, str, str], None]
NOTHING = frozenset[str]()
# 13 words in one sentence, 8 of them of more than six letters: 13 + 100·8/13 = 75.
HARD = (
    "Virksomhedspraktikkens tilrettelæggelse forudsætter arbejdsgiverens forudgående "
    "stillingtagen, hvorefter jobcenteret udarbejder en individuel plan til dig."
)
EASY = "Ring til mig i dag. Så kan vi tale om det. " * 6


@pytest.mark.parametrize(
    ("text", "words", "sentences", "long_words"),
    [
        ("Ring i dag.", 3, 1, 0),
        ("Ring i dag. Sig dit navn!", 6, 2, 0),
        ("Tolker hjælper", 2, 1, 1),
        ("Ring kl. 10, fx i dag.", 6, 1, 0),
        ("Tre ting: navn, telefonnummer og adresse.", 6, 2, 2),
        ("Din jobkonsulent hedder Bo", 4, 1, 1),
        ("SOSU-hjælper og a-kasse", 3, 1, 1),
        ("12345678 og 2026-11-22", 3, 1, 0),
        ("– …", 0, 0, 0),
    ],
)
def test_words_sentences_and_long_words_are_counted_as_by_hand(
    text: str, words: int, sentences: int, long_words: int
) -> None:
    assert count(text, NOTHING) == Counts(words, sentences, long_words)


def test_what_follows_a_link_to_another_site_is_read_too() -> None:
    row = "Læs om det på [Jobnet](https://jobnet.dk). Ring så til os (vi er her hele dagen)."
    assert paragraphs(Markdown("a.md", 1, row)) == (
        (1, "Læs om det på Jobnet. Ring så til os (vi er her hele dagen)."),
    )


def test_the_level_is_words_a_sentence_and_long_words_in_a_hundred() -> None:
    assert Counts(100, 10, 20).lix == 10 + 20
    assert Counts(13, 1, 8).lix == 75
    assert Counts(10, 1, 10).lix == 110
    assert Counts().lix == 0


def test_a_listed_word_counts_as_short_with_its_danish_endings_and_no_further() -> None:
    listed = frozenset({"virksomhedspraktik"})
    for word in ("virksomhedspraktik", "Virksomhedspraktikken", "virksomhedspraktikkens"):
        assert count(word, listed) == Counts(1, 1, 0), word
    assert count("virksomhedspraktikernes", listed) == Counts(1, 1, 1)
    assert count("virksomhedspraktik", frozenset({"virksomhedspraktikken"})) == Counts(1, 1, 1)


def test_only_what_is_read_as_text_is_measured() -> None:
    body = (
        "## Sådan gør du {#saadan}\n{{ video() }}\n\n```text\nIkke mig\n```\n| a | b |\n|---|---|\n"
        "- Se [dit CV](/kurser/cv/)\n  i dag\n- **Ring**\n\n!!! tip\n    Tag den med.\n\n"
        "*[CV]: Curriculum vitae\nSkriv `kode`\nnu.\n"
    )
    assert list(paragraphs(Markdown("a.md", 10, body))) == [
        (10, "Sådan gør du"),
        (18, "Se dit CV i dag"),
        (20, "Ring"),
        (23, "Tag den med."),
        (26, "Skriv nu."),
    ]


def problems_of(project: Path) -> list[str]:
    catalog, found = read_catalog(project)
    assert catalog
    assert found == ()
    return [str(problem) for problem in sorted(too_hard(reading_levels(catalog)))]


def test_a_lesson_above_forty_is_a_problem_at_its_hardest_paragraph(
    project: Path, change: Change
) -> None:
    change("courses/cv/profil.md", "En profil er kort.", f"{EASY}\n\n{HARD}\n\n{HARD}")
    assert problems_of(project) == []
    change("courses/cv/profil.md", EASY, "Kort.")
    assert problems_of(project) == [
        "courses/cv/profil.md:18: læsbarheden (LIX) er 50; den må højst være 40. Skriv kortere "
        f'sætninger og ord. Her er det sværest: "{HARD[:57]}…"'
    ]


def test_above_thirty_is_advice_and_so_is_everything_in_a_draft(
    project: Path, change: Change
) -> None:
    change("courses/cv/profil.md", "En profil er kort.", f"{HARD} {HARD}\n\n{EASY[:86]}")
    change(
        "courses/ansoegning/linjer.md",
        "---\nBegynd med jobbet.",
        f"---\n{HARD} {HARD} {HARD} {HARD}",
    )
    found = problems_of(project)
    assert [one.split("(LIX)")[0] for one in found] == [
        "courses/ansoegning/linjer.md:7: Advarsel: læsbarheden ",
        "courses/cv/profil.md:16: Advarsel: læsbarheden ",
    ]


def test_a_film_is_held_to_the_same_where_it_is_said(project: Path, change: Change) -> None:
    change("videos/cv/opdater.md", "Skriv din nye stilling.", f"{HARD} {HARD} {HARD} {HARD}")
    (found,) = problems_of(project)
    assert found.startswith("videos/cv/opdater.md:9: læsbarheden (LIX) er ")


def test_the_list_of_long_words_is_the_municipality_s(project: Path, change: Change) -> None:
    change("courses/cv/profil.md", "En profil er kort.", f"{HARD}\n\n{HARD}")
    before = problems_of(project)
    words = project / "content/data/lange-ord.txt"
    words.parent.mkdir()
    words.write_text("# uundgåelige\njobcenter\nindividuel # en\nstillingtagen\n", encoding="utf-8")
    after = problems_of(project)
    assert len(before) == 1
    assert before != after
