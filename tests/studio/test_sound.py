"""An author's takes in a film: where they are heard, how loud, and what they do to its time."""

from __future__ import annotations

import io
import math
import wave
from array import array
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobvej.catalog.film import Film, Reveal, Slide, Take
from jobvej.catalog.pacing import pace
from jobvej.catalog.storyboard import read_storyboard
from jobvej.catalog.takes import read_take, sentence_hash, takes_folder
from jobvej.studio.render import prune_films, render_films
from jobvej.studio.sound import NothingHeard, keep_take
from tests.studio.mp4s import RATE, boxes, tone
from tests.studio.storyboards import SAMPLE, Write, write_storyboard


def browser_take(seconds: float, level: float = 0.25, silence: float = 0.8) -> bytes:
    """WebM with Opus, as MediaRecorder makes it, and a while before and after the words."""
    data = io.BytesIO()
    with av.open(data, "w", format="webm") as container:
        stream = container.add_stream("libopus", rate=RATE, layout="mono")
        for part, loud in ((silence, 0.0), (seconds, level), (silence, 0.0)):
            for frame in tone(part, loud):
                frame.pts = None
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return data.getvalue()


def say(root: Path, sentence: str, seconds: float, level: float = 0.25) -> Path:
    """A take of a sentence of the sample, as `jobvej film record` keeps it."""
    folder = takes_folder(root / "videos/cv/profil.md")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{sentence_hash(sentence)}.opus"
    keep_take(browser_take(seconds, level), path)
    return path


def heard(path: Path) -> array[int]:
    """All samples of a film's sound, on the film's own clock."""
    samples = array("h")
    resampler = av.AudioResampler("s16", "mono", RATE)
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            for piece in resampler.resample(frame):
                if not samples:
                    samples.frombytes(bytes(2 * round((piece.time or 0) * RATE)))
                samples.frombytes(bytes(piece.planes[0])[: 2 * piece.samples])
    return samples


def spans(samples: array[int], quiet: int = 400) -> list[tuple[float, float]]:
    """From when to when something is heard, to a hundredth of a second."""
    step = RATE // 100
    loud = [
        max(map(abs, samples[at : at + step]), default=0) > quiet
        for at in range(0, len(samples), step)
    ]
    edges = [n for n, (a, b) in enumerate(pairwise([False, *loud, False])) if a != b]
    return [(start / 100, end / 100) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def rms(samples: array[int], start: float, end: float) -> float:
    piece = samples[round(start * RATE) : round(end * RATE)]
    return 20 * math.log10(math.sqrt(sum(one * one for one in piece) / len(piece)) / 32768)


def test_a_take_is_kept_small_and_without_the_silence_around_it(tmp_path: Path) -> None:
    path = tmp_path / "take.opus"
    keep_take(browser_take(2.0), path)
    take = read_take(path)
    assert 2000 <= take.milliseconds <= 2250
    with av.open(str(path)) as container:
        assert container.duration / 1000 == pytest.approx(take.milliseconds, abs=25)
    assert path.stat().st_size < 2.2 * 8_000


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (browser_take(2.0, 0.0), "Der er ikke noget at høre."),
        (browser_take(0.1), "Der er ikke noget at høre."),
        (b"not a sound at all", "Optagelsen kan ikke læses."),
        (b"", "Optagelsen kan ikke læses."),
    ],
)
def test_what_holds_no_word_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(NothingHeard, match=words):
        keep_take(data, tmp_path / "take.opus")


def test_a_wav_from_elsewhere_is_a_take_too_and_stands_above_our_own(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((2, 2, 44_100, 0, "NONE", ""))
        sound.writeframes(bytes(4 * 66_150))
    assert read_take(path).milliseconds == 1500
    own = say(tmp_path, "Et kursus.", 4.0)
    path.rename(own.with_suffix(".wav"))
    (spoken,) = write_storyboard(tmp_path, SAMPLE).sound
    assert spoken.take.milliseconds == 1500


def test_the_film_takes_the_time_that_its_author_takes(tmp_path: Path) -> None:
    silent = write_storyboard(tmp_path, SAMPLE)
    say(tmp_path, "Et kursus.", 4.0)
    spoken = write_storyboard(tmp_path, SAMPLE)
    (said,) = spoken.sound
    length = said.take.milliseconds / 1000
    assert length == pytest.approx(4.1, abs=0.15)
    assert said.start == next(cue.start for cue in spoken.cues if cue.text == "Et kursus.")
    read, pause = 1.8 + 0.08, 0.4  # two words and the blink; what is said has a pause instead
    assert spoken.seconds - silent.seconds == pytest.approx(length + pause - read, abs=0.001)
    assert spoken.revision == silent.revision, "it is the same text"
    assert spoken.file_stem != silent.file_stem
    assert (spoken.has_sound, silent.has_sound) == (True, False)


def test_another_take_of_the_same_length_is_another_film(tmp_path: Path) -> None:
    path = say(tmp_path, "Et kursus.", 2.0)
    before = write_storyboard(tmp_path, SAMPLE)
    data = bytearray(path.read_bytes())
    data[-40] ^= 1
    path.write_bytes(data)
    assert write_storyboard(tmp_path, SAMPLE).file_stem != before.file_stem


def test_a_changed_sentence_asks_for_a_new_take_and_a_moved_one_does_not(tmp_path: Path) -> None:
    say(tmp_path, "Et kursus.", 2.0)
    moved = SAMPLE.replace("    Et kursus.\n", "    Ja.\n    Et\n    kursus.\n")
    assert len(write_storyboard(tmp_path, moved).sound) == 1
    changed = SAMPLE.replace("Et kursus.", "Et kursus mere.")
    assert write_storyboard(tmp_path, changed).sound == ()


WORDS = st.lists(st.text("abcdeæøå", min_size=1, max_size=20), min_size=1, max_size=30)


@given(st.lists(st.tuples(WORDS, st.integers(1, 60_000)), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_however_fast_somebody_speaks_the_captions_can_be_read(
    said: list[tuple[list[str], int]],
) -> None:
    sentences = [" ".join(["Ord", *words, "nu."]) for words, _ in said]
    takes = {
        sentence_hash(sentence): Take(Path("x"), length, "0" * 8)
        for sentence, (_, length) in zip(sentences, said, strict=True)
    }
    slide = Slide("Titel", (Reveal("", " ".join(sentences), 1),), None, 1)
    pacing = pace((slide,), "Husk det.", takes)
    assert len(pacing.sound) == len(sentences)
    for cue in pacing.cues:
        assert len(cue.text) <= 20 * (cue.end - cue.start) + 0.001
    for one, other in pairwise(pacing.cues):
        assert one.end <= other.start
    starts = [spoken.start for spoken in pacing.sound]
    for spoken, following in zip(pacing.sound, [*starts[1:], pacing.seconds], strict=True):
        assert spoken.start + spoken.take.milliseconds / 1000 < following, "nobody is interrupted"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> tuple[Film, Path]:
    """The sample with a loud, a low and a short take, rendered; and its folder of films."""
    root = tmp_path_factory.mktemp("spoken")
    write_storyboard(root, SAMPLE)
    say(root, "Tre linjer.", 2.0, 0.9)
    say(root, "Dit fag.", 25.0, 0.03)  # longer than MP4 writers put packets in order by themselves
    say(root, "Det er nok.", 0.6, 0.25)
    spoken = write_storyboard(root, SAMPLE)
    render_films([spoken], root / "build")
    return spoken, root / "build"


def test_each_take_is_heard_while_its_caption_is_shown(film: tuple[Film, Path]) -> None:
    spoken, build_dir = film
    for kind in ("", ".360"):
        found = spans(heard(build_dir / "films" / f"{spoken.file_stem}{kind}.mp4"))
        assert len(found) == len(spoken.sound) == 3
        for (start, end), said in zip(found, spoken.sound, strict=True):
            length = said.take.milliseconds / 1000
            assert start == pytest.approx(said.start + 0.08, abs=0.06)
            assert end == pytest.approx(said.start + length - 0.08, abs=0.08)


def test_loud_and_low_takes_are_equally_loud_and_loud_enough(film: tuple[Film, Path]) -> None:
    """-18 LUFS; a tone of 440 Hz weighs 0.7 dB less in LUFS than its RMS."""
    spoken, build_dir = film
    samples = heard(build_dir / "films" / f"{spoken.file_stem}.mp4")
    levels = [rms(samples, *span) for span in spans(samples)]
    assert levels == pytest.approx([-17.3] * 3, abs=1.5)
    assert max(map(abs, samples)) < 32768 * 10 ** (-1 / 20)


def test_those_who_save_data_save_on_sound_too(film: tuple[Film, Path]) -> None:
    spoken, build_dir = film
    large, small = (
        (build_dir / "films" / f"{spoken.file_stem}{kind}.mp4").stat().st_size
        for kind in ("", ".360")
    )
    assert small < 0.65 * large


def test_sound_and_picture_end_together_and_arrive_together(film: tuple[Film, Path]) -> None:
    spoken, build_dir = film
    path = build_dir / "films" / f"{spoken.file_stem}.mp4"
    names = boxes(path)
    assert names.index("moov") < names.index("mdat")
    with av.open(str(path)) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]
        video, audio = container.streams
        assert (audio.codec_context.name, audio.codec_context.channels) == ("aac", 1)
        for stream in (video, audio):
            length = float(stream.duration * stream.time_base)
            assert length == pytest.approx(spoken.seconds, abs=0.05)
        places: dict[str, list[tuple[float, int]]] = {"video": [], "audio": []}
        for packet in container.demux():
            if packet.pos is not None and packet.size:
                at = float(packet.pts * packet.time_base)
                places[packet.stream.type].append((at, packet.pos))
    middle = spoken.seconds / 2
    spoken_at, shown_at = (_place(places[kind], middle) for kind in ("audio", "video"))
    assert abs(spoken_at - shown_at) < path.stat().st_size / 4, "else a phone loads all before it"


def _place(packets: list[tuple[float, int]], seconds: float) -> int:
    return min(packets, key=lambda packet: abs(packet[0] - seconds))[1]


def test_a_new_take_encodes_only_what_it_changes(tmp_path: Path, write: Write) -> None:
    write()
    say(tmp_path, "Et kursus.", 2.0)
    before = write()
    render_films([before], tmp_path / "build")
    say(tmp_path, "Et kursus.", 3.0)
    after = write()
    assert render_films([after], tmp_path / "build").encoded == 1
    removed = prune_films([after], tmp_path / "build")
    assert {path.name for path in removed} == {
        f"{before.file_stem}{ending}" for ending in (".mp4", ".360.mp4", ".webp")
    }
    assert len(list((tmp_path / "build/film-cache").glob("*.m4a"))) == 2, "in both sizes"
    assert render_films([after], tmp_path / "build").unchanged


DAMAGED: dict[str, tuple[str, Any]] = {
    "a text": (".opus", b"hej"),
    "half an Opus": (".opus", None),
    "no WAV": (".wav", b"RIFF\x00\x00"),
    "a WAV of two minutes": (".wav", 120),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_take_that_cannot_be_used_is_a_problem_with_its_file(tmp_path: Path, case: str) -> None:
    ending, data = DAMAGED[case]
    path = say(tmp_path, "Et kursus.", 2.0)
    whole = path.read_bytes()
    path.unlink()
    path = path.with_suffix(ending)
    if isinstance(data, int):
        with wave.open(str(path), "wb") as sound:
            sound.setparams((1, 1, 8_000, 0, "NONE", ""))
            sound.writeframes(bytes(8_000 * data))
    else:
        path.write_bytes(whole[: len(whole) // 2] if data is None else data)
    storyboard = tmp_path / "videos/cv/profil.md"
    storyboard.write_text(SAMPLE, encoding="utf-8")
    film, (problem,) = read_storyboard(storyboard, tmp_path)
    assert film
    assert film.sound == ()
    assert problem.file == path.relative_to(tmp_path).as_posix()
    assert problem.what.startswith("indtalingen kan ikke bruges: ")
    assert problem.mend == "Indtal sætningen igen, eller slet filen."
