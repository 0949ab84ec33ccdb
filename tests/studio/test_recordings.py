"""A municipality's own recording on its way to the site: refused, or clean and playable."""

import shutil
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from jobvej.catalog import read_catalog
from jobvej.catalog.film import Recording
from jobvej.cli import main
from tests.catalog.conftest import SAMPLE
from tests.studio.mp4s import CAPTIONS, SECRETS, TELLING, boxes, turned, write_mp4

ID = "cv.opdater.video"


@pytest.fixture(scope="session")
def telling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording that tells where, when, by whom and on what it was made."""
    path = tmp_path_factory.mktemp("phone") / "telling.mp4"
    return write_mp4(path, told=TELLING, extra="aac")


Put = Callable[[Path], Path]


@pytest.fixture
def put(project: Path) -> Put:
    def put(mp4: Path) -> Path:
        return Path(shutil.copy(mp4, project / "videos/cv/opdater.mp4"))

    return put


def film(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["film", "--root", str(root), *words])


def recording(root: Path) -> Recording:
    catalog, problems = read_catalog(root, root / "build/films")
    assert problems == ()
    assert catalog
    return catalog.recordings()[0]


def made(root: Path, ending: str = ".mp4") -> Path:
    return root / "build/films" / f"{recording(root).file_stem}{ending}"


def test_a_recording_is_copied_without_what_it_told_and_all_of_that_is_named(
    project: Path, put: Put, telling: Path
) -> None:
    put(telling)
    result = film(project, "build", "--all")
    assert result.exit_code == 0, result.output
    ready, left, summary = result.output.splitlines()
    assert ready == f"{ID}: optagelsen er klar (3 sek.)"
    for words in (
        'sted "+55.6761+012.5683/"',
        'enhed eller program "Nokia"',
        'enhed eller program "Ringbind 3"',
        'navn "Karin Holm"',
        'oplysningen title "Karins optagelse"',
        'oplysningen comment "ikke til deling"',
        'tidspunkt "2026-11-22T10:00:00Z"',
        'navn på sporet "Karins telefon"',
        "et ekstra lydspor",
    ):
        assert words in left
    assert summary == "1 film lavet, 0 uændret."
    there, here = telling.read_bytes(), made(project).read_bytes()
    assert [secret for secret in SECRETS if secret not in there] == []
    assert [secret for secret in SECRETS if secret in here] == []


def test_the_copy_has_the_same_pictures_and_sound_and_begins_to_play_early(
    project: Path, put: Put, telling: Path
) -> None:
    put(telling)
    film(project, "build", "--all")
    names = boxes(made(project))
    assert names.index("moov") < names.index("mdat")
    with av.open(str(telling)) as there, av.open(str(made(project))) as here:
        assert [stream.type for stream in here.streams] == ["video", "audio"]
        for kind in ("video", "audio"):
            mine, theirs = getattr(here.streams, kind)[0], getattr(there.streams, kind)[0]
            assert mine.codec_context.name == theirs.codec_context.name
            assert mine.duration * mine.time_base == theirs.duration * theirs.time_base
        pictures = [(frame.pts * frame.time_base, frame.to_image().tobytes())
                    for frame in there.decode(video=0)]  # fmt: skip
        copied = [(frame.pts * frame.time_base, frame.to_image().tobytes())
                  for frame in here.decode(video=0)]  # fmt: skip
    assert copied == pictures
    assert recording(project).seconds == pytest.approx(3.0, abs=0.05)
    assert recording(project).has_sound


def test_poster_of_a_phone_held_upright_is_upright_and_the_film_too(
    project: Path, put: Put, telling: Path, tmp_path: Path
) -> None:
    put(turned(telling, tmp_path / "turned.mp4"))
    assert film(project, "build", "--all").exit_code == 0
    with av.open(str(made(project))) as container:
        assert next(iter(container.decode(video=0))).rotation == -90
    with Image.open(made(project, ".webp")) as poster:
        assert poster.size == (180, 320)
        white, red = poster.convert("RGB").getpixel((170, 10)), poster.getpixel((10, 10))
    assert min(white) > 200, "turned clockwise, the white corner is to the right"
    assert red[0] > 150 > red[1]


def test_a_second_run_writes_nothing_and_a_new_mp4_gets_a_name_of_its_own(
    project: Path, put: Put, telling: Path, tmp_path: Path
) -> None:
    put(telling)
    film(project, "build", "--all")
    first = made(project)
    before = {path: path.stat().st_mtime_ns for path in (project / "build").rglob("*.*")}
    assert film(project, "build", "--all").output == "0 film lavet, 1 uændret.\n"
    assert {path: path.stat().st_mtime_ns for path in (project / "build").rglob("*.*")} == before
    put(write_mp4(tmp_path / "new.mp4", seconds=4))
    assert "klar (4 sek.)" in film(project, "build", "--all").output
    assert made(project) != first
    assert first.exists(), "a site that is served may still show it"
    assert first.name in film(project, "prune").output
    assert made(project).exists()
    assert made(project, ".webp").exists()
    assert recording(project).media


def test_a_large_recording_gets_a_small_one_for_those_who_save_data(
    project: Path, put: Put, tmp_path: Path
) -> None:
    large = write_mp4(tmp_path / "large.mp4", size=(1280, 720), sound="aac")
    put(turned(large, tmp_path / "turned.mp4"))
    assert film(project, "build", "--all").exit_code == 0
    assert made(project, ".360.mp4").stat().st_size < 0.8 * made(project).stat().st_size
    with av.open(str(made(project, ".360.mp4"))) as container:
        pictures, sound = container.streams
        codec = pictures.codec_context
        assert (codec.name, codec.pix_fmt, codec.width, codec.height) == (
            "h264", "yuv420p", 360, 640,
        )  # fmt: skip
        assert (sound.codec_context.name, sound.codec_context.channels) == ("aac", 1)
        frames = list(container.decode(video=0))
    assert frames[0].rotation == 0, "turned for good"
    white, red = (frames[0].to_image().getpixel(at) for at in ((340, 20), (20, 20)))
    assert min(white) > 200
    assert red[0] > 150 > red[1]
    assert frames[-1].time == pytest.approx(2.9, abs=0.01)
    names = boxes(made(project, ".360.mp4"))
    assert names.index("moov") < names.index("mdat")


def test_a_small_recording_gets_none(project: Path, put: Put, tmp_path: Path) -> None:
    put(write_mp4(tmp_path / "tiny.mp4", sound=None))
    film(project, "build", "--all")
    assert made(project).exists()
    assert not made(project, ".360.mp4").exists()
    assert "1 uændret" in film(project, "build", "--all").output
    assert not recording(project).has_sound


def test_a_damaged_copy_is_made_again(project: Path, put: Put, telling: Path) -> None:
    put(telling)
    film(project, "build", "--all")
    whole = made(project).read_bytes()
    made(project).write_bytes(whole[:-100])
    film(project, "build", "--all")
    assert made(project).read_bytes() == whole


def test_mended_captions_make_no_new_mp4(project: Path, put: Put, telling: Path) -> None:
    put(telling)
    film(project, "build", "--all")
    first = made(project)
    captions = project / "videos/cv/opdater.da.vtt"
    captions.write_text(CAPTIONS.replace("Vi ses.", "Vi ses snart."))
    assert recording(project).media is None
    film(project, "build", "--all")
    assert made(project) == first


def test_without_the_mp4_the_rest_is_made_and_only_asking_for_it_by_name_fails(
    project: Path,
) -> None:
    every = film(project, "build", "--all")
    assert every.exit_code == 0
    assert f"{ID}: optagelsen er ikke på denne maskine." in every.output
    assert film(project, "build", ID).exit_code == 1
    assert "ikke lavet  optaget" in film(project, "list").output


def test_mp4s_may_lie_in_a_folder_of_their_own(
    project: Path, telling: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    (share / "cv").mkdir(parents=True)
    shutil.copy(telling, share / "cv/opdater.mp4")
    shutil.copy(telling, share / "cv/uden.mp4")
    monkeypatch.setenv("JOBVEJ_RECORDINGS_DIR", str(share))
    result = film(project, "build", "--all")
    assert f"{ID}: optagelsen er klar" in result.output
    assert (
        f"{share.as_posix()}/cv/uden.mp4:1: filmen har ingen danske undertekster. "
        "Skriv dem i videos/cv/uden.da.vtt." in result.output
    )
    assert result.exit_code == 1


def test_a_recording_takes_the_place_of_its_storyboard(
    project: Path, put: Put, telling: Path
) -> None:
    shutil.copy(SAMPLE / "videos/cv/opdater.md", project / "videos/cv/opdater.md")
    put(telling)
    assert film(project, "build", "--all").output.endswith("1 film lavet, 0 uændret.\n")
    assert len(film(project, "list").output.splitlines()) == 1


def test_captions_that_go_on_after_the_film_are_refused_with_their_line(
    project: Path, put: Put, tmp_path: Path
) -> None:
    put(write_mp4(tmp_path / "short.mp4", seconds=2))
    result = film(project, "build", "--all")
    assert result.exit_code == 1
    assert (
        "videos/cv/opdater.da.vtt:6: teksten slutter ved 00:00:03.000, men filmen varer 00:00:02.0"
        in result.output
    )
    assert not list((project / "build/films").iterdir())


def truncated(path: Path, tmp_path: Path) -> Path:
    """A download that stopped: the index stands first, and the pictures end too early."""
    whole = write_mp4(tmp_path / "whole.mp4", seconds=8)
    with (
        av.open(str(whole)) as there,
        av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as here,
    ):
        copies = {one.index: here.add_stream_from_template(one) for one in there.streams}
        for packet in there.demux():
            if packet.dts is not None:
                packet.stream = copies[packet.stream.index]
                here.mux(packet)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 5])
    return path


UNPLAYABLE: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "HEVC of a new phone": (
        lambda path, _: write_mp4(path, codec="libx265"),
        'billedet er HEVC (H.265), som ikke alle kan se. Gem den som H.264. På en iPhone: '
        'Indstillinger, Kamera, Formater, "Mest kompatible".',
    ),
    "ten bits": (
        lambda path, _: write_mp4(path, pix_fmt="yuv420p10le"),
        'billedets farver er "yuv420p10le", som telefoner ikke kan vise.',
    ),
    "old MPEG-4": (
        lambda path, _: write_mp4(path, codec="mpeg4"),
        'billedet er "mpeg4", som ikke alle kan se.',
    ),
    "sound of a video conference": (
        lambda path, _: write_mp4(path, sound="libopus"),
        'lyden er "opus", som ikke alle kan høre. Gem filmen med lyd i AAC.',
    ),
    "another container": (
        lambda path, _: write_mp4(path, container="matroska"),
        'filen er ikke en MP4, men "Matroska / WebM".',
    ),
    "sound alone": (
        lambda path, tmp: _sound_alone(path),
        "der er ingen billeder i filmen.",
    ),
    "a text": (
        lambda path, _: path.write_text("version https://git-lfs.github.com/spec/v1\n"),
        "filen kan ikke læses som film. Hent den igen, eller gem den igen som MP4.",
    ),
    "nothing": (lambda path, _: path.write_bytes(b""), "filen kan ikke læses som film."),
    "half a download": (truncated, "Filen er ikke hel. Hent den igen."),
}  # fmt: skip


def _sound_alone(path: Path) -> None:
    from tests.studio.mp4s import RATE, tone

    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=RATE)
        for frame in tone(3):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


@pytest.mark.parametrize("case", UNPLAYABLE)
def test_what_browsers_cannot_play_is_refused_with_the_way_out(
    project: Path, tmp_path: Path, case: str
) -> None:
    write, words = UNPLAYABLE[case]
    path = project / "videos/cv/opdater.mp4"
    write(path, tmp_path)
    result = film(project, "build", "--all")
    assert result.exit_code == 1
    assert "videos/cv/opdater.mp4:1: " in result.output
    assert words in result.output
    assert not list((project / "build/films").iterdir())
    assert not list((project / "build").rglob("*.part-*"))
