"""The finished files: what a browser meets when it plays, seeks and shows a film."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import pytest
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from PIL import Image

from jobvej.catalog.film import Film
from jobvej.studio.render import render_films
from jobvej.studio.slides import POSTER, draw
from tests.studio.mp4s import boxes
from tests.studio.storyboards import BRAND, PAPER, distance, picture


@pytest.fixture(scope="module")
def made(sample: Film, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of served films with the sample in it."""
    build_dir = tmp_path_factory.mktemp("build")
    render_films([sample], build_dir)
    return build_dir / "films"


@pytest.fixture(scope="module")
def mp4(made: Path, sample: Film) -> Path:
    return made / f"{sample.file_stem}.mp4"


def frames(path: Path) -> list[Any]:
    with av.open(str(path)) as container:
        return list(container.decode(video=0))


def rgb(frame: Any) -> Image.Image:
    return frame.reformat(
        format="rgb24", src_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.JPEG
    ).to_image()


def seen_at(path: Path, seconds: float) -> Any:
    """The frame that a player shows after seeking there."""
    with av.open(str(path)) as container:
        container.seek(int(seconds * 1_000_000))
        shown = None
        for frame in container.decode(video=0):
            if frame.time > seconds + 1e-6:
                break
            shown = frame
        assert shown
        return shown


def test_each_state_shows_its_picture_from_beginning_to_end(
    mp4: Path, sample: Film, fonts: Path
) -> None:
    pages = [(state.slide, state.shown) for state in sample.states]
    pictures = {page: picture(png) for page, png in draw(sample, pages, fonts).pictures.items()}
    for state, page in zip(sample.states, pages, strict=True):
        for seconds in (state.start, (state.start + state.end) / 2, state.end - 0.002):
            shown = rgb(seen_at(mp4, seconds))
            near = {other: distance(shown, drawn) for other, drawn in pictures.items()}
            assert min(near, key=lambda other: near[other]) == page, (page, seconds)
            assert near[page] < 1.5


def test_colours_are_those_of_the_site(mp4: Path) -> None:
    shown = rgb(seen_at(mp4, 0.0))
    for corner in ((3, 3), (1276, 716)):
        assert all(
            abs(value - paper) <= 2
            for value, paper in zip(shown.getpixel(corner), PAPER, strict=True)
        )
    brand_dots = sum(
        all(abs(value - brand) <= 6 for value, brand in zip(pixel, BRAND, strict=True))
        for pixel in shown.get_flattened_data()
    )
    assert brand_dots > 100


def test_the_format_is_one_that_every_browser_plays_in_these_colours(mp4: Path) -> None:
    with av.open(str(mp4)) as container:
        assert [stream.type for stream in container.streams] == ["video"], "no silent sound"
        codec = container.streams.video[0].codec_context
        assert (codec.name, codec.pix_fmt) == ("h264", "yuv420p")
        assert (codec.width, codec.height) == (1280, 720)
        assert codec.colorspace == Colorspace.ITU709
        assert codec.color_range == ColorRange.MPEG
        assert codec.color_primaries == ColorPrimaries.BT709
        assert codec.color_trc == ColorTrc.BT709


def test_the_film_begins_to_play_before_it_is_loaded(mp4: Path) -> None:
    names = boxes(mp4)
    assert names.index("moov") < names.index("mdat")


def test_film_and_captions_end_together(mp4: Path, sample: Film) -> None:
    with av.open(str(mp4)) as container:
        stream = container.streams.video[0]
        for seconds in (container.duration / 1_000_000, stream.duration * stream.time_base):
            assert abs(float(seconds) - sample.seconds) < 0.05
    assert sample.cues[-1].end == sample.seconds == sample.states[-1].end


def test_there_is_a_frame_a_second_and_a_key_frame_a_slide(mp4: Path, sample: Film) -> None:
    shown = frames(mp4)
    times = [frame.time for frame in shown] + [sample.seconds]
    assert times[0] == 0
    assert all(0 < end - begin <= 1.001 for begin, end in pairwise(times))
    slide_starts = {state.slide: state.start for state in reversed(sample.states)}
    keys = [frame.time for frame in shown if frame.key_frame]
    assert keys == pytest.approx(sorted(slide_starts.values()), abs=0.001)
    assert {round(state.start, 3) for state in sample.states} <= {round(t, 3) for t in times}


def test_a_minute_of_film_is_small_enough_for_an_old_phone(mp4: Path, sample: Film) -> None:
    assert mp4.stat().st_size < 10_000 * sample.seconds


def test_the_small_film_shows_the_same_at_the_same_time_in_half_the_bytes(
    made: Path, mp4: Path, sample: Film
) -> None:
    small = made / f"{sample.file_stem}.360.mp4"
    assert small.stat().st_size < 0.6 * mp4.stat().st_size
    large, little = frames(mp4), frames(small)
    assert [frame.time for frame in little] == [frame.time for frame in large]
    for one, other in list(zip(large, little, strict=True))[::3]:
        assert (other.width, other.height) == (640, 360)
        assert distance(rgb(one).resize((640, 360)), rgb(other)) < 2


def test_the_poster_is_a_small_picture_of_the_title(made: Path, sample: Film, fonts: Path) -> None:
    path = made / f"{sample.file_stem}.webp"
    assert path.stat().st_size <= 25_000
    with Image.open(path) as poster:
        assert (poster.format, poster.size) == ("WEBP", (1280, 720))
        title = picture(draw(sample, [POSTER], fonts).pictures[POSTER])
        assert distance(poster.convert("RGB"), title) < 2
