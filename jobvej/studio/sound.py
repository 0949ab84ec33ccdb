"""Sound: an author's takes, trimmed and compressed, and a film's one track made from them."""

from __future__ import annotations

import io
import math
from array import array
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.filter import Graph

from jobvej.catalog.film import Spoken

RATE = 48_000
LOUDNESS, PEAK = -18, -1.5
"""LUFS and dBTP of speech in a film: as loud as other films for phones, and never cut off."""
QUIETEST, SHORTEST = -55.0, 0.3
"""LUFS and seconds of a take in which there is something to hear."""
TAKE_BITS = 40_000
"""Bits a second of Opus for what is kept: one voice."""
Quality = tuple[int, int]
CLEAR: Quality = (48_000, 48_000)
LEAN: Quality = (24_000, 24_000)
"""Hertz and bits a second of AAC for what is served; half for those who save data."""
_WHOLE = "aformat=sample_fmts=s16:sample_rates=48000:channel_layouts=mono"
# Silence before and after speech is the time between two presses; a breath of it is kept.
_TRIM = "silenceremove=start_periods=1:start_threshold=-48dB:start_silence=0.08:detection=rms"
_TRIMMED = (_TRIM, "areverse", _TRIM, "areverse")


class NothingHeard(Exception):
    """A take that cannot be used, with the sentence to tell its author."""


def keep_take(data: bytes, path: Path) -> None:
    """Write what a browser recorded as a small Opus file, without the silence at both ends.

    Raises NothingHeard where there is no sound, or nothing in it.
    """
    samples = _samples(_filtered(_decoded(io.BytesIO(data)), _WHOLE, *_TRIMMED, _WHOLE))
    if len(samples) < SHORTEST * RATE or _loudness(samples).integrated < QUIETEST:
        raise NothingHeard("Der er ikke noget at høre. Er mikrofonen tændt? Prøv igen.")
    with av.open(str(path), "w", format="ogg", options={"fflags": "+bitexact"}) as container:
        options = {"application": "voip"}
        stream: Any = container.add_stream("libopus", rate=RATE, layout="mono", options=options)
        stream.bit_rate = TAKE_BITS
        _encode(container, stream, samples)


def encode_track(
    sound: Iterable[Spoken], seconds: float, path: Path, quality: Quality = CLEAR
) -> None:
    """Write the sound of a whole film as AAC: each take at its time, all equally loud."""
    track = array("h", bytes(2 * round(seconds * RATE)))
    for spoken in sound:
        said = _levelled(_samples(_filtered(_decoded(spoken.take.path), _WHOLE)))
        begins = round(spoken.start * RATE)
        said = said[: len(track) - begins]
        track[begins : begins + len(said)] = said
    options = {"fflags": "+bitexact"}
    with av.open(str(path), "w", format="mp4", options=options) as container:
        stream: Any = container.add_stream("aac", rate=quality[0], layout="mono")
        stream.bit_rate = quality[1]
        _encode(container, stream, track)


@dataclass(frozen=True)
class Loudness:
    """What EBU R 128 measures."""

    integrated: float
    """LUFS; −70 where there is nothing to hear."""
    spread: float
    peak: float
    """dBTP."""


def _loudness(samples: array[int]) -> Loudness:
    """Measure; a second of silence lets a short word fill its last block."""
    quiet = array("h", bytes(2 * RATE))
    told: dict[str, str] = {}
    for frame in _filtered(_frames(samples + quiet), "ebur128=metadata=1:peak=true"):
        told.update(frame.metadata)
    integrated = float(told.get("lavfi.r128.I", "-70"))
    spread = float(told.get("lavfi.r128.LRA", "0"))
    peak = float(told.get("lavfi.r128.true_peaks_ch0", "0"))
    return Loudness(integrated, spread, 20 * math.log10(max(peak, 1e-5)))


def _levelled(samples: array[int]) -> array[int]:
    """The same sound at the loudness of speech in films: measured first, then scaled as a whole."""
    found = _loudness(samples)
    if found.integrated < QUIETEST:
        return samples
    measured = (
        f"measured_I={found.integrated}:measured_LRA={max(found.spread, 0.1)}:"
        f"measured_TP={found.peak}:measured_thresh={found.integrated - 10}"
    )
    loudnorm = f"loudnorm=I={LOUDNESS}:TP={PEAK}:LRA=50:{measured}:linear=true"
    return _samples(_filtered(_frames(samples), loudnorm, _WHOLE))


def _decoded(source: Path | io.BytesIO) -> Iterator[Any]:
    try:
        opened: Any = str(source) if isinstance(source, Path) else source
        with av.open(opened) as container:
            if container.streams.audio:
                yield from container.decode(audio=0)
    except (av.InvalidDataError, av.EOFError) as error:
        raise NothingHeard("Optagelsen kan ikke læses. Prøv igen.") from error


def _filtered(frames: Iterable[Any], *steps: str) -> Iterator[Any]:
    graph = None
    for frame in frames:
        if graph is None:
            graph = Graph()
            nodes = [
                graph.add_abuffer(
                    sample_rate=frame.sample_rate,
                    format=frame.format.name,
                    layout=frame.layout.name,
                    time_base=frame.time_base or Fraction(1, frame.sample_rate),
                )
            ]
            nodes += [graph.add(*step.split("=", 1)) for step in steps]
            graph.link_nodes(*nodes, graph.add("abuffersink")).configure()
        graph.push(frame)
        yield from _pulled(graph)
    if graph:
        graph.push(None)
        yield from _pulled(graph)


def _pulled(graph: Graph) -> Iterator[Any]:
    with suppress(av.BlockingIOError, av.EOFError):
        while True:
            yield graph.pull()


def _samples(frames: Iterable[Any]) -> array[int]:
    samples = array("h")
    for frame in frames:
        samples.frombytes(bytes(frame.planes[0])[: 2 * frame.samples])
    return samples


def _frames(samples: array[int]) -> Iterator[Any]:
    for begins in range(0, len(samples), 4800):
        piece = samples[begins : begins + 4800]
        frame: Any = av.AudioFrame(format="s16", layout="mono", samples=len(piece))
        frame.planes[0].update(piece.tobytes())
        frame.sample_rate, frame.pts, frame.time_base = RATE, begins, Fraction(1, RATE)
        yield frame


def _encode(container: Any, stream: Any, samples: array[int]) -> None:
    for frame in _frames(samples):
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))
