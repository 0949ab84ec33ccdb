"""What the pictures show, and what an author is told when a text does not fit."""

import dataclasses
import unicodedata
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from jobvej.catalog.film import Film
from jobvej.studio.fonts import characters
from jobvej.studio.slides import DRAWN, POSTER, draw, misfits, seen
from tests.studio.storyboards import BRAND, INK, MIST, PAPER, SUN, Write, distance, ink, picture

FIRST_BULLET = (200, 250, 1180, 420)
LONG = "Det her er en meget lang sætning, som ingen kan nå at læse på en lille telefon"


def states(film: Film) -> list[tuple[int, int]]:
    return [(state.slide, state.shown) for state in film.states]


def bullet(write: Write, fonts: Path, text: str) -> Image.Image:
    """The first bullet as drawn, alone."""
    film = write(("- Hvem er du?", f"- {text}"))
    drawn = draw(film, [(1, 1)], fonts)
    assert not drawn.problems
    return ink(picture(drawn.pictures[1, 1]), FIRST_BULLET)


def told(film: Film, fonts: Path) -> list[tuple[int, str]]:
    drawn = draw(film, [*states(film), POSTER], fonts)
    assert bool(drawn.problems) != bool(drawn.pictures), "a film is drawn whole or not at all"
    assert set(misfits(film, fonts)) == set(drawn.problems), "an author is told before it is drawn"
    return [(problem.line, problem.what) for problem in drawn.problems]


def count(image: Image.Image, colour: tuple[int, int, int]) -> int:
    return sum(pixel == colour for pixel in image.get_flattened_data())


def test_every_state_is_another_picture_on_paper(sample: Film, fonts: Path) -> None:
    pages = [POSTER, *states(sample)]
    pictures = [picture(png) for png in draw(sample, pages, fonts).pictures.values()]
    assert len(pictures) == len(pages) == 7
    for number, one in enumerate(pictures):
        assert one.size == (1280, 720)
        assert one.getpixel((4, 4)) == PAPER
        for other in pictures[number + 1 :]:
            assert distance(one, other) > 0.2


def test_captions_in_the_picture_cover_only_how_far_it_is(sample: Film, fonts: Path) -> None:
    for png in draw(sample, states(sample), fonts).pictures.values():
        for top, bottom in ((86, 112), (668, 720)):
            band = picture(png).crop((0, top, 1280, bottom))
            assert band.getextrema() == tuple((value, value) for value in PAPER)


def test_earlier_bullets_stay_where_they_were(sample: Film, fonts: Path) -> None:
    drawn = draw(sample, [(1, 1), (1, 2)], fonts)
    one, two = (picture(png) for png in drawn.pictures.values())
    first, again = (
        picture.crop(FIRST_BULLET).convert("L").point(lambda value: 255 if value < 140 else 0)
        for picture in (one, two)
    )
    assert first.getbbox()
    assert ImageStat.Stat(ImageChops.difference(first, again)).mean[0] < 1, "its card is paler now"
    dark = one.crop((200, 480, 1180, 650)).convert("L").getextrema()
    assert dark[0] > 140, "a bullet shows before it is said"


def test_before_its_first_bullet_a_slide_is_its_title_alone_and_large(
    sample: Film, fonts: Path
) -> None:
    """A slow reader would else look at an empty picture for as long as its first words take."""
    drawn = draw(sample, [(0, 0), (1, 0), (1, 1)], fonts)
    said, opening, begun = (picture(png) for png in drawn.pictures.values())
    assert [count(one, MIST) > 400_000 for one in (said, opening, begun)] == [True, True, False]
    large, small = ink(opening, (140, 200, 1180, 560)), ink(begun, (80, 120, 1190, 200))
    assert large.width > 1.3 * small.width


def test_the_row_to_notice_and_the_last_slide_have_the_sun(sample: Film, fonts: Path) -> None:
    drawn = draw(sample, [(1, 2), (2, 0), (3, 0)], fonts)
    bullets, screen, remember = (picture(png) for png in drawn.pictures.values())
    assert count(bullets, SUN) == 0 < count(bullets, BRAND)
    assert count(screen, SUN) > 5_000
    assert count(remember, SUN) > 20_000


def test_rows_that_bullets_name_come_as_they_are_said_and_the_ring_goes_with_them(
    write: Write, fonts: Path
) -> None:
    film = write(
        ("Det er nok.\n", "Det er nok.\n\n- Hvem\n    Lagermand.\n\n- Kan\n    Truck.\n"),
        ("*Kan", "Kan"),
    )
    drawn = draw(film, [(2, 0), (2, 1), (2, 2)], fonts)
    rows = [(88, 310, 1192, 446), (88, 458, 1192, 594)]
    suns = [[count(picture(png).crop(row), SUN) for row in rows] for png in drawn.pictures.values()]
    assert [[sun > 500 for sun in pair] for pair in suns] == [
        [False, False],
        [True, False],
        [False, True],
    ]
    values = [(290, top + 24, 1100, bottom - 24) for _, top, _, bottom in rows]
    filled = [[has_ink(png, box) for box in values] for png in drawn.pictures.values()]
    assert filled == [[False, False], [True, False], [True, True]]


def test_rows_are_set_as_large_as_each_has_room_for_on_one_line(write: Write, fonts: Path) -> None:
    plain, long = ("*Kan", "Kan"), ("Hvem: Lagermand", f"Hvem: {LONG[:44]}")
    sizes = []
    for changes, row in (((plain,), (470, 582)), ((plain, long), (428, 534))):
        (png,) = draw(write(*changes), [(2, 0)], fonts).pictures.values()
        sizes.append(ink(picture(png), (290, row[0], 1100, row[1])).height)
    large, small = sizes
    assert large > 1.2 * small


def test_bullets_are_set_as_large_as_each_has_room_for_on_one_line(
    write: Write, fonts: Path
) -> None:
    heights = []
    for third in ("Hvad søger du?", "Find tre krav i opslaget, og skriv dem ned i dag"):
        film = write(("    Et kursus.\n", f"    Et kursus.\n\n- {third}\n    Ja.\n"))
        (png,) = draw(film, [(1, 3)], fonts).pictures.values()
        heights.append(ink(picture(png), (170, 225, 1190, 320)).height)
    large, small = heights
    assert large > 1.3 * small


def has_ink(png: bytes, box: tuple[int, int, int, int]) -> bool:
    return count(picture(png).crop(box), INK) > 50


def test_two_bullets_are_two_cards_that_fill_the_picture(sample: Film, fonts: Path) -> None:
    drawn = draw(sample, [(1, 1), (1, 2)], fonts)
    upper, lower = (110, 222, 1170, 240), (110, 656, 1170, 668)
    edges = [
        [count(picture(png).crop(box), BRAND) > 1_000 for box in (upper, lower)]
        for png in drawn.pictures.values()
    ]
    assert edges == [[True, False], [False, True]]


def test_the_text_of_a_card_stands_in_its_middle(write: Write, fonts: Path) -> None:
    """As much above the first line's capitals as below the last line's letters."""
    film = write(("- Hvem er du?", "- Nu kan man se, man kan se, om man kan nå mere nu"))
    png = draw(film, [(1, 1)], fonts).pictures[1, 1]
    inside = picture(png).crop((200, 240, 1180, 425)).convert("L")
    _, top, _, bottom = inside.point(lambda value: 255 if value < 140 else 0).getbbox() or (0,) * 4
    assert abs(top - (inside.height - bottom)) <= 6


def test_before_and_after_head_their_cards(write: Write, fonts: Path) -> None:
    before, after = ("- Hvem er du?", "- Før: Stabil"), ("- Hvad kan du?", "- Efter: Kom hver dag")
    headings = [(120, 255, 300, 300), (120, 455, 300, 505)]
    headed, plain = (
        picture(draw(write(*changes), [(1, 2)], fonts).pictures[1, 2])
        for changes in ((before, after), (before,))
    )
    assert all(count(headed.crop(box), BRAND) > 100 for box in headings)
    assert count(plain.crop(headings[0]), BRAND) == 0, "one card alone has no heading"


DRAWING = '<path d="M8 108h144"/><circle class="sun" cx="80" cy="60" r="40"/>'


def test_the_drawing_of_the_course_stands_on_the_poster_and_beside_a_title_that_is_alone(
    sample: Film, fonts: Path
) -> None:
    film = dataclasses.replace(sample, drawing=DRAWING)
    poster, alone, bullets = draw(film, [POSTER, (0, 0), (1, 1)], fonts).pictures.values()
    without = picture(draw(sample, [POSTER], fonts).pictures[POSTER])
    assert count(picture(poster), SUN) > count(without, SUN) + 5_000
    assert count(picture(alone), SUN) > 5_000
    assert count(picture(bullets), SUN) == 0


def test_a_film_of_no_course_has_a_drawing_on_its_poster_alone(sample: Film, fonts: Path) -> None:
    poster, alone = draw(sample, [POSTER, (0, 0)], fonts).pictures.values()
    right = (916, 363, 1192, 560)
    assert count(picture(poster).crop(right), SUN) > 2_000
    assert count(picture(alone), SUN) == 0


def test_the_drawing_is_in_the_first_picture_of_a_film_and_opens_no_later_slide(
    write: Write, fonts: Path
) -> None:
    film = write(("Tre linjer.\n", "Tre linjer.\n\n- Dit fag\n    Dit fag.\n"))
    drawn = draw(dataclasses.replace(film, drawing=DRAWING), [(0, 0), (0, 1), (1, 0)], fonts)
    suns = [count(picture(png), SUN) > 5_000 for png in drawn.pictures.values()]
    assert suns == [True, False, False]


def test_the_title_of_the_film_is_on_its_poster_alone(sample: Film, fonts: Path) -> None:
    """Above every slide it would be a line of seven pixels on a phone."""
    other = dataclasses.replace(sample, title="En anden titel")
    ours, theirs = (draw(film, [POSTER, *states(film)], fonts).pictures for film in (sample, other))
    assert [page for page in ours if ours[page] != theirs[page]] == [POSTER]


def test_the_drawing_gives_way_to_a_title_that_needs_the_room(sample: Film, fonts: Path) -> None:
    long = "Sådan taler du med din jobkonsulent på en dag, hvor alting er lidt for svært"
    film = dataclasses.replace(sample, title=long, drawing=DRAWING)
    plain = dataclasses.replace(sample, title=long)
    assert draw(film, [POSTER], fonts).pictures == draw(plain, [POSTER], fonts).pictures


def test_a_title_that_would_reach_below_the_play_button_is_told(write: Write, fonts: Path) -> None:
    two = "Sådan taler du med din jobkonsulent på en dag"
    three = f"{two}, hvor alting er svært"
    title = "Tre linjer – og så læser de videre"
    assert told(write((title, two)), fonts) == []
    assert told(write((title, three)), fonts) == [(1, f'filmens titel "{three}" er for lang.')]


def test_a_number_stays_on_the_line_of_what_it_counts(sample: Film, fonts: Path) -> None:
    apart = dataclasses.replace(sample, title="Fem 20 minutter")
    glued = dataclasses.replace(sample, title="Fem 20\N{NO-BREAK SPACE}minutter")
    assert draw(apart, [POSTER], fonts) == draw(glued, [POSTER], fonts)
    assert seen(apart)["title"] == glued.title


def test_no_line_ends_in_a_small_word(write: Write, fonts: Path) -> None:
    """Without that the first line here ends in "i", the last one in "en"."""
    film = write(("Hvem er du? Hvad kan du?", "Sæt samtalen i din kalender med en påmindelse."))
    (line,) = seen(film)["slides"][-1]["lines"]
    assert line.split(" ") == [
        "Sæt",
        "samtalen",
        "i\N{NO-BREAK SPACE}din\N{NO-BREAK SPACE}kalender",
        "med\N{NO-BREAK SPACE}en\N{NO-BREAK SPACE}påmindelse.",
    ]
    assert told(film, fonts) == []


def test_words_that_stay_together_are_not_squeezed(write: Write, fonts: Path) -> None:
    """The line is as wide below another one as where it stands alone."""
    widths = []
    for title, box in (
        ("For stort til at begynde", (140, 410, 850, 520)),
        ("til at begynde", (140, 350, 850, 470)),
    ):
        film = write(("## Øverst i dit CV", f"## {title}"))
        drawn = draw(dataclasses.replace(film, drawing=DRAWING), [(0, 0)], fonts)
        widths.append(ink(picture(drawn.pictures[0, 0]), box).width)
    below, alone = widths
    assert abs(below - alone) <= 2


def test_a_number_still_to_come_can_be_seen(sample: Film, fonts: Path) -> None:
    """At 3 to 1 or better, the least that is seen by those who see poorly."""
    coming = picture(draw(sample, [(1, 1)], fonts).pictures[1, 1]).crop((130, 530, 190, 590))
    darkest = min(coming.get_flattened_data(), key=sum)
    assert contrast(darkest, PAPER) >= 3


def contrast(dark: tuple[int, int, int], light: tuple[int, int, int]) -> float:
    def luminance(colour: tuple[int, int, int]) -> float:
        parts = ((value / 255 + 0.055) / 1.055 for value in colour)
        return sum(
            share * part**2.4 for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
        )

    return (luminance(light) + 0.05) / (luminance(dark) + 0.05)


def test_what_to_remember_is_large_also_where_a_sentence_takes_two_lines(
    write: Write, fonts: Path
) -> None:
    widths = []
    for long in ("Skriv, hvornår du ringer.", "Skriv, hvornår du senest skal ringe til dem."):
        film = write(("Hvem er du? Hvad kan du?", f"Gem kommunens nummer. {long}"))
        lines = ink(picture(draw(film, [(3, 0)], fonts).pictures[3, 0]), (120, 250, 1160, 640))
        widths.append((lines.crop((0, 0, lines.width, 50)).getbbox() or (0, 0, 0, 0))[2])
    short, long_one = widths
    assert 0 < short <= long_one


@pytest.mark.parametrize(
    ("hostile", "plain"),
    [
        ('#import "x": *', "import x: "),
        ("#1 plus", "1 plus"),
        ("$x$ og $y$", "x og y"),
        ("*fed* og _skrå_ sig", "fed og skrå sig"),
        ("a \\ b \\n c", "a b c"),
        ("a // b", "a"),
        ("a <fit> @b", "a"),
        ('"] #panic("a', "a"),
        ("a ~ b -- c", "a b c"),
    ],
)
def test_signs_that_mean_something_to_typst_are_drawn_as_text(
    write: Write, fonts: Path, hostile: str, plain: str
) -> None:
    assert bullet(write, fonts, hostile).width > bullet(write, fonts, plain).width + 5


@pytest.mark.parametrize(
    "remember",
    [
        "Led efter steder, ikke kun efter opslag.",
        "Ring, og sig: Jeg vil gerne på et hold.",
        "Sig noget bestemt. Så får du noget bestemt tilbage.",
        "Prøv én måde: Lyt, print, eller spørg.",
        "Skriv vejen ned, og hvordan du kommer derhen.",
    ],
)
def test_two_lines_part_where_one_would_breathe(write: Write, fonts: Path, remember: str) -> None:
    """Parted there the first is much the shorter; parted evenly it would not be."""
    film = write(("Hvem er du? Hvad kan du?", remember))
    lines = (120, 250, 1160, 650)
    both = ink(picture(draw(film, [(3, 0)], fonts).pictures[3, 0]), lines)
    first = both.crop((0, 0, both.width, both.height // 2))
    right = (first.getbbox() or (0, 0, 0, 0))[2]
    assert 0 < right < 0.85 * both.width


def test_each_sentence_to_remember_begins_a_line_of_its_own(write: Write, fonts: Path) -> None:
    """Also where one of them needs two lines; the short one would else end the second line."""
    long = "Skriv navn og nummer på én, du kan ringe til."
    film = write(("Hvem er du? Hvad kan du?", f"{long} Ring."))
    drawn = draw(film, [(3, 0)], fonts)
    lines = ink(picture(drawn.pictures[3, 0]), (120, 250, 1160, 650))
    last = lines.crop((0, round(lines.height * 0.75), lines.width, lines.height))
    assert 0 < (last.getbbox() or (0, 0, 0, 0))[2] < 0.25 * lines.width


@pytest.mark.parametrize("character", sorted(DRAWN))
def test_characters_that_the_font_lacks_are_drawn(
    write: Write, fonts: Path, character: str
) -> None:
    assert character not in characters(), "the font has it now"
    mark = bullet(write, fonts, character)
    assert mark.width > 12
    assert mark.height > 12
    left_edge = mark.crop((0, 0, 2, mark.height))
    filled = sum(value > 0 for value in left_edge.get_flattened_data()) / (2 * mark.height)
    assert filled < 0.6, "this is the box that stands for a missing glyph"


def test_letters_in_two_pieces_are_composed(sample: Film, fonts: Path) -> None:
    whole = dataclasses.replace(sample, title="Få råd på østkysten")
    pieces = dataclasses.replace(sample, title=unicodedata.normalize("NFD", whole.title))
    assert pieces.title != whole.title
    assert draw(pieces, [POSTER], fonts) == draw(whole, [POSTER], fonts)


def test_a_sign_without_a_glyph_is_named_with_its_line(write: Write, fonts: Path) -> None:
    film = write(("- Hvad kan du?", "- Hvad kan du? 😀"), ("## Se her", "## Se her ⇒"))
    assert told(film, fonts) == [
        (15, 'filmens skrift har ikke tegnet "😀" (U+1F600).'),
        (18, 'filmens skrift har ikke tegnet "⇒" (U+21D2).'),
    ]


def test_four_bullets_of_a_full_line_fit(write: Write, fonts: Path) -> None:
    line = "Find tre krav i opslaget, og skriv dem ned"
    rest = "".join(f"\n- {line}\n    Ja.\n" for _ in range(2))
    film = write(("- Hvem er du?", f"- {line}"), ("    Et kursus.\n", f"    Et kursus.\n{rest}"))
    assert len(film.slides[1].reveals) == 5
    assert told(film, fonts) == []


def test_bullets_that_hang_below_are_named_once_each_with_their_lines(
    write: Write, fonts: Path
) -> None:
    rest = "".join(f"\n- {LONG} {number}\n    Ja.\n" for number in "345")
    film = write(
        ("- Hvem er du?", f"- {LONG} 1"),
        ("- Hvad kan du?", f"- {LONG} 2"),
        ("    Et kursus.\n", f"    Et kursus.\n{rest}"),
        ("## To spørgsmål", "## To spørgsmål, der er så lange, at de skal stå på to linjer"),
    )
    assert told(film, fonts) == [
        (21, f'punktet "{LONG} 4" er der ikke plads til på billedet.'),
        (24, f'punktet "{LONG} 5" er der ikke plads til på billedet.'),
    ]


def test_a_word_wider_than_its_line_is_named(write: Write, fonts: Path) -> None:
    word = "virksomhedspraktikansøgningsskabelonerne"
    film = write(("## Se her", f"## {word}"), ("Hvem: Lagermand", f"Hvem: {word}"))
    assert told(film, fonts) == [
        (18, f'ordet "{word}" er bredere end sin linje på billedet.'),
    ]
    assert told(write(("## Se her", f"## {word[:18]}-{word[18:]}")), fonts) == []


def test_a_word_too_wide_for_the_large_title_alone_is_named(write: Write, fonts: Path) -> None:
    word = "Virksomhedspraktikaftalerne"
    named = [(9, f'ordet "{word}" er bredere end sin linje på billedet.')]
    assert told(write(("## To spørgsmål", f"## {word}")), fonts) == named
    assert told(write(("## To spørgsmål\nSvar kort.\n", f"## {word}\n")), fonts) == []


def test_too_long_titles_screens_and_last_words_are_told_together(
    write: Write, fonts: Path
) -> None:
    rows = "".join(f"Række {number}: Tekst\n" for number in range(7))
    film = write(
        ("## Øverst i dit CV", f"## {LONG} og meget andet, og {LONG.lower()}, og {LONG.lower()}"),
        ("Hvem: Lagermand\n", rows),
        ("Hvem er du? Hvad kan du?", f"{LONG}. {LONG}. {LONG}."),
        ("title: Tre linjer", f"title: {LONG} {LONG}"),
    )
    problems = told(film, fonts)
    assert [line for line, _ in problems] == [6, 18, 1, 1]
    heading, screen, remember, title = (what for _, what in problems)
    assert title.startswith('filmens titel "Det her er')
    assert heading.startswith('overskriften "Det her er')
    assert screen == 'skærmbilledet under "Se her" fylder for meget.'
    assert remember == "sætningen i remember er for lang til billedet."
