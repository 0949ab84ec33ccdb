"""What a recording is to pages and tracker: its captions, and a length once the MP4 is seen."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import webvtt

from jobvej.catalog import publish, read_catalog
from jobvej.catalog.film import Media, Recording
from jobvej.catalog.media import media_file, media_text, read_media
from jobvej.catalog.subtitles import captions_vtt, chapters_vtt, transcript

CAPTIONS = """\ufeffWEBVTT
X-TIMESTAMP-MAP=LOCAL:00:00:00.000

NOTE Skrevet af Job og Kompetence

intro
00:00.500 --> 00:02.000 align:center line:90%
Goddag &amp; velkommen
til Åby.

00:02.000 --> 00:04.000
Her er &lt;tre&gt; råd.

00:00:07.000 --> 00:00:09.000
Vi ses.
"""
CHAPTERS = """WEBVTT

00:00.000 --> 00:05.000
Velkommen

00:05.000 --> 00:10.000
Farvel
"""

Change = Callable[[str, str, str], None]


@pytest.fixture
def recorded(project: Path) -> Path:
    """The sample, where the lesson on the CV shows a recording and has no storyboard."""
    (project / "videos/cv/opdater.md").unlink()
    (project / "videos/cv/opdater.da.vtt").write_text(CAPTIONS, encoding="utf-8")
    return project


def recording(project: Path, films: Path | None = None) -> Recording:
    catalog, problems = read_catalog(project, films)
    assert problems == ()
    assert catalog
    (found,) = catalog.recordings()
    return found


def measured(project: Path, seconds: float) -> Path:
    """The folder of finished films as the studio leaves it."""
    films = project / "build/films"
    films.mkdir(parents=True, exist_ok=True)
    text = media_text(Media("0a1b2c3d", seconds, True))
    media_file(films, recording(project).text_stem).write_text(text)
    return films


def test_captions_alone_make_a_recording_of_the_lesson(recorded: Path) -> None:
    found = recording(recorded)
    assert (found.id, found.title) == ("cv.opdater.video", "Ret dit CV")
    assert [(cue.start, cue.end, cue.text) for cue in found.cues] == [
        (0.5, 2.0, "Goddag & velkommen\ntil Åby."),
        (2.0, 4.0, "Her er <tre> råd."),
        (7.0, 9.0, "Vi ses."),
    ]
    assert found.seconds == 9.0, "until the MP4 has been seen"
    assert found.is_recording
    assert found.has_sound


def test_captions_as_served_say_to_another_reader_what_the_author_wrote(recorded: Path) -> None:
    (recorded / "videos/cv/opdater.kapitler.vtt").write_text(CHAPTERS, encoding="utf-8")
    found = recording(recorded, measured(recorded, 10.0))
    served = webvtt.from_buffer(io.StringIO(captions_vtt(found)))
    theirs = webvtt.from_buffer(io.StringIO(CAPTIONS.removeprefix("\ufeff")))
    assert [(cue.start, cue.end, cue.text) for cue in served] == [
        (cue.start, cue.end, cue.text) for cue in theirs
    ]
    chapters = webvtt.from_buffer(io.StringIO(chapters_vtt(found)))
    assert [(cue.start, cue.end, cue.text) for cue in chapters] == [
        ("00:00:00.000", "00:00:05.000", "Velkommen"),
        ("00:00:05.000", "00:00:10.000", "Farvel"),
    ]


def test_text_of_a_recording_is_its_captions_in_paragraphs(recorded: Path) -> None:
    assert transcript(recording(recorded)) == [
        ("", ["Goddag & velkommen til Åby. Her er <tre> råd.", "Vi ses."])
    ]
    (recorded / "videos/cv/opdater.kapitler.vtt").write_text(CHAPTERS, encoding="utf-8")
    assert transcript(recording(recorded)) == [
        ("Velkommen", ["Goddag & velkommen til Åby. Her er <tre> råd."]),
        ("Farvel", ["Vi ses."]),
    ]


def test_a_long_recording_is_no_single_block_of_text(recorded: Path) -> None:
    cues = "".join(
        f"\n{n // 60:02}:{n % 60:02}.000 --> {n // 60:02}:{n % 60:02}.900\nSætning nr. {n}.\n"
        for n in range(120)
    )
    (recorded / "videos/cv/opdater.da.vtt").write_text(f"WEBVTT\n{cues}", encoding="utf-8")
    ((_, paragraphs),) = transcript(recording(recorded))
    assert len(paragraphs) > 2
    assert all(400 < len(paragraph) < 450 for paragraph in paragraphs[:-1])
    assert " ".join(paragraphs) == " ".join(f"Sætning nr. {n}." for n in range(120))


def test_a_lesson_with_both_shows_the_recording_and_keeps_the_storyboards_text(
    project: Path,
) -> None:
    before, _ = read_catalog(project)
    assert before
    written = next(film for film in before.films() if film.id == "cv.opdater.video")
    (project / "videos/cv/opdater.da.vtt").write_text(CAPTIONS, encoding="utf-8")
    found = recording(project)
    assert found.cues[0].text.startswith("Goddag")
    assert found.story == written
    assert transcript(found) == transcript(written)
    after, _ = read_catalog(project)
    assert after
    assert written not in after.films(), "it is not to be rendered"


def test_tracker_is_told_the_length_of_the_mp4_and_the_revision_of_the_words(
    recorded: Path,
) -> None:
    films = measured(recorded, 754.32)
    catalog, problems = read_catalog(recorded, films)
    assert problems == ()
    assert catalog
    place = publish(catalog, "20261122120000-0a1b2c3d").activity("cv.opdater.video")
    assert place
    assert (place[1].seconds, place[1].revision) == (754.32, recording(recorded).revision)


def test_other_words_are_another_revision_and_other_times_are_not(
    recorded: Path, change: Change
) -> None:
    first = recording(recorded)
    change("videos/cv/opdater.da.vtt", "velkommen\ntil Åby.", "velkommen til\nÅby.")
    change("videos/cv/opdater.da.vtt", "00:02.000 --> 00:04.000", "00:02.500 --> 00:04.000")
    moved = recording(recorded)
    assert moved.revision == first.revision
    assert moved.text_stem != first.text_stem, "the served captions are cached for a year"
    change("videos/cv/opdater.da.vtt", "Vi ses.", "Vi ses snart.")
    assert recording(recorded).revision != first.revision
    change("videos/cv/opdater.da.vtt", "NOTE Skrevet", f"NOTE revision: {first.revision}\n\nNOTE")
    assert recording(recorded).revision == first.revision


def test_other_captions_wait_until_the_mp4_has_been_looked_at_again(
    recorded: Path, change: Change
) -> None:
    films = measured(recorded, 10.0)
    assert recording(recorded, films).file_stem == "cv.opdater.video.0a1b2c3d"
    change("videos/cv/opdater.da.vtt", "Vi ses.", "Vi ses snart.")
    assert recording(recorded, films).media is None


@pytest.mark.parametrize(
    "told",
    ["", "[]", "{}", '{"hash": 7, "seconds": 1, "has_sound": true}', "\x00",
     '{"hash": "0a1b2c3d", "seconds": 0, "has_sound": true}',
     '{"hash": "0a1b2c3d", "seconds": "nan", "has_sound": true}',
     '{"hash": "../../x", "seconds": 3, "has_sound": true}'],
)  # fmt: skip
def test_a_damaged_note_on_a_recording_is_one_not_yet_written(tmp_path: Path, told: str) -> None:
    (tmp_path / "a.json").write_text(told)
    assert read_media(tmp_path, "a") is None
    (tmp_path / "b.json").write_text(json.dumps({"hash": "0a1b2c3d", "seconds": 3, "has_sound": 1}))
    assert read_media(tmp_path, "b") == Media("0a1b2c3d", 3.0, False)


SRT = """1
00:00:00,000 --> 00:00:04,000
Goddag, og velkommen til en film om at køre truck på et lager.

2
00:00:04,000 --> 00:00:08,000
Karin: Hvor længe tager det at lære?
Bo: Syv dage.
"""


def test_captions_as_other_programs_write_them_are_read_with_lines_that_fit(
    recorded: Path,
) -> None:
    path = recorded / "videos/cv/opdater.da.vtt"
    path.write_bytes(SRT.replace("\n", "\r\n").encode())
    catalog, problems = read_catalog(recorded)
    assert problems == ()
    assert [cue.text for cue in catalog.recordings()[0].cues] == [
        "Goddag, og velkommen til en film\nom at køre truck på et lager.",
        "Karin: Hvor længe tager det at lære?\nBo: Syv dage.",
    ]


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (
            "Goddag, og velkommen til en film om at køre\ntruck på et lager.",
            "Goddag, og velkommen til en film\nom at køre truck på et lager.",
        ),
        (
            "Karin: Goddag, og velkommen til en film om at køre\ntruck.",
            "Karin: Goddag, og velkommen\ntil en film om at køre truck.",
        ),
        ("Goddag og velkommen.\nSå går vi i gang.", "Goddag og velkommen.\nSå går vi i gang."),
        (f"{'en ' * 13}to.", f"{'en ' * 13}to."),  # 42 characters
    ],
)
def test_a_caption_is_broken_anew_only_where_a_line_of_it_is_too_long(
    recorded: Path, rows: str, shown: str
) -> None:
    path = recorded / "videos/cv/opdater.da.vtt"
    path.write_text(f"WEBVTT\n\n00:00.000 --> 00:09.000\n{rows}\n", encoding="utf-8")
    assert [cue.text for cue in recording(recorded).cues] == [shown]


def test_what_two_people_say_is_not_put_together_to_fit(recorded: Path) -> None:
    path = recorded / "videos/cv/opdater.da.vtt"
    talk = "Karin: Hvor længe tager det at lære det hele?\n– Syv dage."
    path.write_text(f"WEBVTT\n\n00:00.000 --> 00:09.000\n{talk}\n", encoding="utf-8")
    _, (told,) = read_catalog(recorded)
    assert str(told) == (
        'videos/cv/opdater.da.vtt:4: linjen "Karin: Hvor længe tager det at lære det hele?" '
        "har 45 tegn. Del den, så der højst er 42."
    )


def test_times_are_read_past_the_hour_and_lines_of_blanks_part_captions(recorded: Path) -> None:
    path = recorded / "videos/cv/opdater.da.vtt"
    rows = "59:58.000 --> 59:59.000\nJa. \n  \n01:00:01.000 --> 01:00:02.250\nNej.\n"
    path.write_text(f"WEBVTT \n \n{rows}", encoding="utf-8")
    assert [(cue.start, cue.end, cue.text) for cue in recording(recorded).cues] == [
        (3598.0, 3599.0, "Ja."), (3601.0, 3602.25, "Nej."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "problems"), [("x" * 60, 0), ("x" * 61, 1), ("Goddag\nog farvel", 1)]
)
def test_a_chapter_has_a_title_of_one_short_line(recorded: Path, title: str, problems: int) -> None:
    path = recorded / "videos/cv/opdater.kapitler.vtt"
    path.write_text(f"WEBVTT\n\n00:00.000 --> 00:05.000\n{title}\n", encoding="utf-8")
    told = [one.what for one in read_catalog(recorded)[1]]
    assert (len(told), all("kapitlets titel" in one for one in told)) == (problems, True)


@pytest.mark.parametrize(("end", "problems"), [("01.999", 0), ("01.998", 1)])
def test_forty_characters_can_be_read_in_two_seconds_and_no_less(
    recorded: Path, end: str, problems: int
) -> None:
    """A thousandth is given to programs that round."""
    path = recorded / "videos/cv/opdater.da.vtt"
    path.write_text(f"WEBVTT\n\n00:00.000 --> 00:{end}\n{'ja ' * 13}.\n", encoding="utf-8")
    assert len(read_catalog(recorded)[1]) == problems
