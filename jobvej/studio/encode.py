"""Still pictures and times → H.264 segments → one MP4 that browsers stream and seek exactly."""

import heapq
import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import av
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    Interpolation,
    VideoReformatter,
)
from PIL import Image

WIDTH, HEIGHT = 1280, 720
Size = tuple[int, int]
FULL: Size = (WIDTH, HEIGHT)
LITTLE: Size = (640, 360)
"""For those who save data: half the lines, and captions are drawn by the browser all the same."""
MILLISECONDS = Fraction(1, 1000)
HEARTBEAT = 1000
"""A frame at least every second: a still of 20 seconds would else seek to its beginning only."""
POSTER_BYTES = 25_000

X264 = {
    "preset": "veryfast",  # for stills as small and as true as "slow", at half the time
    "crf": "20",
    "bf": "0",  # no reordering: a segment's packets follow the next one's by adding an offset
    "sc_threshold": "0",
    "g": "100000",  # one key frame a slide, its first picture
    "threads": "1",  # the same bytes on every run
}
_BITEXACT = {"fflags": "+bitexact"}  # no encoder name, no dates
_SWSCALE = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INP


@dataclass(frozen=True)
class Still:
    """One picture (PNG), and for how many milliseconds it is shown."""

    png: bytes
    milliseconds: int


def encode_segment(stills: Sequence[Still], path: Path, size: Size = FULL) -> None:
    """Encode the pictures of one slide as an MP4 of their own at `path`."""
    with _mp4(path) as container:
        stream = container.add_stream("libx264", rate=1, options=X264)
        codec = stream.codec_context
        (codec.width, codec.height), codec.pix_fmt = size, "yuv420p"
        codec.time_base = MILLISECONDS
        codec.color_primaries, codec.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
        codec.colorspace, codec.color_range = Colorspace.ITU709, ColorRange.MPEG
        for frame in _frames(stills, size):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def join_segments(
    segments: Sequence[tuple[Path, int]], path: Path, sound: Path | None = None
) -> None:
    """Copy segments (file, milliseconds) one after the other, without encoding again.

    Each segment lasts exactly its milliseconds: the last frame is held, so that the film ends
    with its captions. Without `sound` there is no audio track: the browser then shows that there
    is no sound, where a silent one offers a volume that does nothing and stops the music of an
    iPhone. Sound is one track made as a whole: pieces of AAC do not join without a gap.
    """
    with _mp4(path, movflags="+faststart") as container, ExitStack() as opened:
        stream: Any = container.add_stream_from_template(_template(segments[0][0], opened))
        stream.time_base = MILLISECONDS
        tracks = [_pictures(segments, stream)]
        if sound:
            source = opened.enter_context(av.open(str(sound)))
            heard = container.add_stream_from_template(source.streams.audio[0])
            tracks.append(_to(heard, source.demux(audio=0)))
        # Side by side by time, else a phone would load all pictures before the first word.
        for packet in heapq.merge(*tracks, key=lambda packet: packet.dts * packet.time_base):
            container.mux(packet)


def _template(segment: Path, opened: ExitStack) -> Any:
    return opened.enter_context(av.open(str(segment))).streams.video[0]


def _pictures(segments: Sequence[tuple[Path, int]], stream: Any) -> Iterator[Any]:
    offset = 0
    for segment, milliseconds in segments:
        with av.open(str(segment)) as source:
            template = source.streams.video[0]
            if template.codec_context.extradata != stream.codec_context.extradata:
                raise ValueError(f"{segment.name} was encoded with other settings")
            yield from _to(stream, _timed_packets(source, milliseconds, offset))
        offset += milliseconds


def _to(stream: Any, packets: Iterator[Any]) -> Iterator[Any]:
    for packet in packets:
        if packet.size:
            packet.stream = stream
            yield packet


def write_poster(png: bytes, path: Path) -> None:
    """Write the picture as a WebP of at most 25 kB: it is loaded with every page.

    For drawn pictures it is lighter than JPEG.
    """
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in (80, 70, 55, 40):
        webp = io.BytesIO()
        picture.save(webp, "WEBP", quality=quality, method=6)
        if webp.tell() <= POSTER_BYTES:
            break
    path.write_bytes(webp.getvalue())


def _mp4(path: Path, **options: str) -> Any:
    return av.open(str(path), "w", format="mp4", options=_BITEXACT | options)


@lru_cache(maxsize=8)
def _picture(png: bytes) -> Image.Image:
    """Cached, since each slide is encoded in both sizes, one after the other."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def _frames(stills: Sequence[Still], size: Size) -> Iterator[av.VideoFrame]:
    reformatter, begins = VideoReformatter(), 0
    for still in stills:
        picture = _picture(still.png)
        frame = reformatter.reformat(
            av.VideoFrame.from_image(picture),  # type: ignore[no-untyped-call]
            *size,
            format="yuv420p",
            src_colorspace=Colorspace.ITU709,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=_SWSCALE,
        )
        ends = begins + still.milliseconds
        for pts in range(begins, ends, HEARTBEAT):
            frame.pts, frame.time_base = pts, MILLISECONDS
            yield frame
        begins = ends


def _timed_packets(source: Any, milliseconds: int, offset: int) -> Iterator[Any]:
    """The packets of a segment on the film's clock, each lasting until the next begins."""
    packets = [packet for packet in source.demux(video=0) if packet.size]
    begins = [int(packet.pts * packet.time_base / MILLISECONDS) for packet in packets]
    for packet, begin, end in zip(packets, begins, [*begins[1:], milliseconds], strict=True):
        packet.time_base = MILLISECONDS
        packet.pts = packet.dts = offset + begin
        packet.duration = end - begin
        yield packet
