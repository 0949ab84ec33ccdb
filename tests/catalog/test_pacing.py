"""How long a film takes, and captions that everybody can keep up with."""

import dataclasses
import io
from itertools import pairwise

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from jobvej.catalog import Catalog
from jobvej.catalog.film import Cue, Film, Reveal, Screen, Slide
from jobvej.catalog.pacing import BLINK, pace
from jobvej.catalog.sentences import LINE, captions, sentences, two_lines
from jobvej.catalog.subtitles import captions_vtt, chapters_vtt, transcript

WORDS = st.text("abcdefghijklmnopqrstuvwxyzæøå,.!?:–&<>'’0123456789", min_size=1, max_size=60)
NARRATION = st.lists(WORDS, max_size=60).map(" ".join)
SLIDES = st.lists(
    st.builds(
        lambda title, reveals: Slide(title, tuple(reveals), None, 1),
        WORDS,
        st.lists(st.builds(Reveal, NARRATION, NARRATION, st.just(1)), max_size=5),
    ),
    max_size=6,
).map(tuple)


def milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


@pytest.fixture
def film(sample: Catalog) -> Film:
    (film,) = sample.films()
    return film


@given(SLIDES, NARRATION)
def test_captions_can_be_read_and_pictures_fill_the_film_whatever_the_text(
    slides: tuple[Slide, ...], remember: str
) -> None:
    pacing = pace(slides, remember)
    for cue in pacing.cues:
        lines = cue.text.split("\n")
        assert 1 <= len(lines) <= 2
        assert all(0 < len(line) <= LINE for line in lines)
        assert milliseconds(cue.end) - milliseconds(cue.start) >= 1500
        assert len(cue.text) / (cue.end - cue.start) <= 20
        assert milliseconds(cue.end - cue.start) >= 1000 + 400 * len(cue.text.split())
    for one, after in pairwise(pacing.cues):
        assert milliseconds(after.start) - milliseconds(one.end) in (0, BLINK), "it stands so long"
    assert not remember.strip() or pacing.cues[-1].end == pacing.seconds
    assert pacing.states[0].start == 0
    assert pacing.states[-1].end == pacing.seconds
    assert pacing.states[-1].slide == len(slides)
    for before, state in pairwise(pacing.states):
        assert before.end == state.start
        assert (before.slide, before.shown) < (state.slide, state.shown)
    total = sum(milliseconds(s.end) - milliseconds(s.start) for s in pacing.states)
    assert total == milliseconds(pacing.seconds)


@given(NARRATION)
def test_no_word_of_the_narration_is_lost(narration: str) -> None:
    said = "".join(text for one in sentences(narration) for text in captions(one))
    assert "".join(said.split()) == "".join(narration.split())


def test_a_film_takes_the_time_its_text_takes(film: Film) -> None:
    # 1 s to find each and 0.4 s a word: 4 words, 2.6 s; 12 words, 5.8 s; 2 words, 1.8 s. A blink
    # of 0.08 s after each, and 0.8 s after the slide, through which the caption stands.
    assert [(cue.start, cue.end) for cue in film.cues[:4]] == [
        (0.0, 2.6),
        (2.68, 8.48),
        (8.56, 11.16),
        (11.24, 13.84),
    ]
    assert film.chapters[1] == (13.92, "Sådan")
    shown = [(state.slide, state.shown, state.start) for state in film.states]
    assert shown == [
        (0, 0, 0.0),
        (0, 1, 8.56),
        (0, 2, 11.24),
        (1, 1, 13.92),
        (2, 0, 24.36),
        (3, 0, 38.5),
    ]
    assert film.seconds == 43.38


@pytest.mark.parametrize(
    ("narration", "expected"),
    [
        ("Kom kl. 10. Tag dit CV med.", ["Kom kl. 10.", "Tag dit CV med."]),
        ("Skriv fx. navn, f.eks. Amira, og ca. 20 ord.", None),
        ("Fristen er d. 1. december i Åby.", None),
        ("Er du klar? Så begynd! Nu.", ["Er du klar?", "Så begynd!", "Nu."]),
        ("Sig: “Jeg kan.” Så er det sagt.", ["Sig: “Jeg kan.”", "Så er det sagt."]),
        ("Kl. 10 ringer Jens P. Hansen. Sig ja.", ["Kl. 10 ringer Jens P. Hansen.", "Sig ja."]),
        ("Du skal have ADR. Tag et kursus.", ["Du skal have ADR.", "Tag et kursus."]),
        ("Han har kørekort B. Han søger.", ["Han har kørekort B.", "Han søger."]),
        ("Til bus skal du have D. Spørg.", ["Til bus skal du have D.", "Spørg."]),
        ("Uge 49. Så er du færdig.", ["Uge 49.", "Så er du færdig."]),
        ("Uden punktum", None),
        ("  To\n  linjer.  ", ["To linjer."]),
        ("", []),
    ],
)
def test_danish_sentences_end_where_a_reader_hears_it(
    narration: str, expected: list[str] | None
) -> None:
    assert list(sentences(narration)) == ([narration] if expected is None else expected)


def test_a_long_sentence_breaks_after_a_comma() -> None:
    sentence = (
        "Gem dit CV, og læs det hele igennem én gang til, så du er sikker på, at alt er rigtigt, "
        "før du sender det til den virksomhed, du gerne vil arbejde i."
    )
    assert captions(sentence) == (
        "Gem dit CV, og læs det hele igennem\nén gang til, så du er sikker på,",
        "at alt er rigtigt, før du sender det til\nden virksomhed, du gerne vil arbejde i.",
    )


def test_a_comma_is_worth_more_than_even_captions() -> None:
    sentence = (
        "Skriv hvad du har lavet på dit sidste job, "
        "og hvad du gerne vil lave på dit næste job i en ny virksomhed."
    )
    assert captions(sentence) == (
        "Skriv hvad du har lavet på dit sidste job,",
        "og hvad du gerne vil lave\npå dit næste job i en ny virksomhed.",
    )


@pytest.mark.parametrize(
    "lines",
    [
        "Når du det ikke, så ring\ntil din jobkonsulent, før ugen er gået.",
        "Hun ringer til kommunen og fortæller,\nat hun har et nyt job fra mandag.",
        "Læs brevet sammen med en ven,\nder kan forklare dig de lange ord.",
    ],
)
def test_no_line_ends_in_a_small_word(lines: str) -> None:
    assert two_lines(lines.replace("\n", " ")) == lines


def test_webvtt_holds_every_cue_as_players_read_it(film: Film) -> None:
    read = webvtt.from_buffer(io.StringIO(captions_vtt(film)))
    assert [(cue.start_in_seconds, cue.text) for cue in read] == [
        (int(cue.start), cue.text) for cue in film.cues
    ]
    assert read[-1].end == "00:00:43.380"
    chapters = webvtt.from_buffer(io.StringIO(chapters_vtt(film)))
    assert [cue.text for cue in chapters] == ["Hvorfor", "Sådan", "Færdig", "Husk"]
    assert [cue.start for cue in chapters][1:] == [cue.end for cue in chapters][:-1]
    assert chapters[-1].end == "00:00:43.380"


def test_webvtt_escapes_what_would_end_a_cue(film: Film) -> None:
    odd = Film(**{**vars(film), "cues": (Cue(3599.9996, 3661.5, "<b> & -->"),)})
    expected = "WEBVTT\n\n01:00:00.000 --> 01:01:01.500 line:0\n&lt;b&gt; &amp; --&gt;\n"
    assert captions_vtt(odd) == expected


def test_a_drawn_screen_that_is_read_aloud_is_not_told_twice(film: Film) -> None:
    screen = Screen("Din browser", (("Adresse", "jobnet.dk"), ("Knap", "Log på")))
    said = "I feltet Adresse skriver du jobnet.dk."
    both = f"{said} Tryk så på den knap, der hedder Log på."

    def told(narration: str) -> list[str]:
        slide = Slide("Skriv", (Reveal("", narration, 1),), screen, 1)
        return transcript(dataclasses.replace(film, slides=(slide,)))[0][1]

    assert told(both) == [both]
    assert told(said) == [
        said,
        "På billedet står der: Din browser. Adresse: jobnet.dk. Knap: Log på.",
    ]


def test_a_row_that_is_filled_in_stands_where_it_is_said(film: Film) -> None:
    rows = ("Fag", "Lagermand"), ("Bevis", "Truckcertifikat B"), ("Ønske", "Fast job i Åby")
    reveals = (
        Reveal("", "Mikkel skriver.", 1),
        Reveal("Fag", "Han er lagermand.", 1),
        Reveal("Bevis", "Og han kan køre truck.", 1),
        Reveal("Ønske", "Og han søger et fast job nær Åby.", 1),
    )
    slide = Slide("Skriv", reveals, Screen("Dit CV", (*rows, ("Sprog", "Dansk"))), 1)
    assert transcript(dataclasses.replace(film, slides=(slide,)))[0][1] == [
        "Mikkel skriver.",
        "Han er lagermand.",
        "Bevis: Truckcertifikat B. Og han kan køre truck.",
        "Og han søger et fast job nær Åby.",
        "På billedet står der: Dit CV. Sprog: Dansk.",
    ]


def test_transcript_tells_what_is_said_and_shown(film: Film) -> None:
    assert transcript(film) == [
        (
            "Hvorfor",
            [
                "Et CV bliver gammelt. Den, der læser det, ser det kl. 10 eller fx 1. december.",
                "Ny stilling. Skriv din nye stilling.",
                "Nyt nummer",
            ],
        ),
        (
            "Sådan",
            [
                "Åbn Jobnet, og find dit CV. Det ligger under din profil. Ret så det første felt.",
                "På billedet står der: Jobnet – Dit CV. Stilling: Lagermedarbejder. "
                "Profil: Jeg har arbejdet 8 år på lager.",
            ],
        ),
        (
            "Færdig",
            [
                "Gem, og læs det hele igennem én gang til, så du er sikker på, "
                "at alle dine oplysninger er rigtige, før du sender det.",
                "Sådan.",
            ],
        ),
        ("Husk", ["Ret dit CV hver måned."]),
    ]


@pytest.mark.parametrize(
    ("bullet", "narration", "told"),
    [
        ("Læs lokalavisen", "Og læs lokalavisen. Den er gratis.", None),
        ("Rolig: Han blev aldrig sur", "Rolig. Han blev aldrig sur på nogen.", None),
        ("Før: Jeg er stabil", "Først skrev han: Jeg er stabil.", None),
        ("Ret det ikke", "Ret det.", "Ret det ikke. Ret det."),
        ("Ring 112", "Ring, hvis du er i fare.", "Ring 112. Ring, hvis du er i fare."),
    ],
)
def test_a_transcript_says_no_line_twice(
    film: Film, bullet: str, narration: str, told: str | None
) -> None:
    slide = Slide("Sådan", (Reveal(bullet, narration, 1),), None, 1)
    (_, paragraphs), _ = transcript(Film(**{**vars(film), "slides": (slide,)}))
    assert paragraphs == [told or narration]
