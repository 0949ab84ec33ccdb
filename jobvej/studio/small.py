"""A small copy of a recording for those who save data: 360 lines and one mono track."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.filter import Graph

LINES = 360
WORTH = 0.8
"""A small film of more than this share of the large one saves nobody anything."""
FASTEST = 30
"""Pictures a second; a phone that films 60 says nothing more with the others."""
RATE, SOUND = 44_100, 48_000
"""Hertz and bits a second of the sound, in mono."""
_X264 = {"preset": "veryfast", "crf": "27", "g": "250"}
_MILLISECONDS = Fraction(1, 1000)
_TURNS = {90: ["transpose=cclock"], -90: ["transpose=clock"], 180: ["hflip", "vflip"]}


def copy_small(
    source: Path, path: Path, on_progress: Callable[[float], None] = lambda share: None
) -> bool:
    """Encode a clean copy once more with 360 lines; say whether that saves anything.

    A webinar of an hour takes minutes on an old machine: `on_progress` is told the share done.
    """
    options = {"fflags": "+bitexact", "movflags": "+faststart"}
    with (
        av.open(str(source)) as there,
        av.open(str(path), "w", format="mp4", options=options) as here,
    ):
        pictures = _Pictures(there, here, _rotation(source))
        tracks: dict[int, _Pictures | _Sound] = {pictures.source.index: pictures}
        for stream in there.streams.audio[:1]:
            tracks[stream.index] = _Sound(stream, here)
        told, whole = 0.0, (there.duration or 1) / av.time_base
        for packet in there.demux([track.source for track in tracks.values()]):
            for made in tracks[packet.stream.index].take(packet):
                here.mux(made)
            share = min(float((packet.dts or 0) * (packet.time_base or 0)) / whole, 1.0)
            if share >= told + 0.01:
                on_progress(told := share)
        for track in tracks.values():
            for made in track.end():
                here.mux(made)
    return path.stat().st_size < WORTH * source.stat().st_size


class _Pictures:
    """The pictures, upright and made smaller; a filter graph remembers how they turn."""

    def __init__(self, there: Any, here: Any, rotation: int) -> None:
        self.source = there.streams.video[0]
        codec = self.source.codec_context
        turns = _TURNS.get(rotation, [])
        size = _small(codec.width, codec.height, is_turned=abs(rotation) == 90)
        rate = min(self.source.average_rate or FASTEST, Fraction(FASTEST))
        self.steps = [*turns, f"scale={size[0]}:{size[1]}", "format=yuv420p"]
        if (self.source.average_rate or 0) > FASTEST:
            self.steps.append(f"fps={FASTEST}")
        self.graph: Graph | None = None
        self.made = here.add_stream("libx264", rate=rate, options=_X264)
        mine = self.made.codec_context
        (mine.width, mine.height), mine.pix_fmt = size, "yuv420p"
        mine.time_base = _MILLISECONDS
        mine.color_primaries, mine.color_trc = codec.color_primaries, codec.color_trc
        mine.colorspace, mine.color_range = codec.colorspace, codec.color_range

    def take(self, packet: Any) -> Iterator[Any]:
        """What came of one packet."""
        for frame in packet.decode():
            self.graph = self.graph or self._begun(frame)
            self.graph.push(frame)
            yield from self._filtered(self.graph)

    def end(self) -> Iterator[Any]:
        """What was still under way."""
        if self.graph:
            self.graph.push(None)
            yield from self._filtered(self.graph)
        yield from self.made.encode(None)

    def _begun(self, frame: Any) -> Graph:
        graph = Graph()
        nodes = [graph.add_buffer(template=self.source, time_base=frame.time_base)]
        nodes += [graph.add(*step.split("=", 1)) for step in self.steps]
        graph.link_nodes(*nodes, graph.add("buffersink")).configure()
        return graph

    def _filtered(self, graph: Graph) -> Iterator[Any]:
        with suppress(av.BlockingIOError, av.EOFError):
            while True:
                frame: Any = graph.pull()
                frame.pict_type = 0  # the encoder decides what is a key frame
                yield from self.made.encode(frame)


class _Sound:
    """The first track of sound, as one voice."""

    def __init__(self, source: Any, here: Any) -> None:
        self.source = source
        self.made = here.add_stream("aac", rate=RATE, layout="mono")
        self.made.bit_rate = SOUND

    def take(self, packet: Any) -> Iterator[Any]:
        """What came of one packet."""
        for frame in packet.decode():
            yield from self.made.encode(frame)

    def end(self) -> Iterator[Any]:
        """What was still under way."""
        yield from self.made.encode(None)


def _small(width: int, height: int, *, is_turned: bool) -> tuple[int, int]:
    """The size whose shorter side is 360, or as it is where that is less; even, for x264."""
    if is_turned:
        width, height = height, width
    share = min(1.0, LINES / min(width, height))
    return round(width * share / 2) * 2, round(height * share / 2) * 2


def _rotation(source: Path) -> int:
    with av.open(str(source)) as container:
        return next((frame.rotation for frame in container.decode(video=0)), 0)
