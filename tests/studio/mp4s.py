"""Small recordings as phones and programs write them, with all they should not tell."""

import math
import struct
from array import array
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from PIL import Image

CAPTIONS = """WEBVTT

00:00.000 --> 00:01.500
Goddag.

00:01.500 --> 00:03.000
Vi ses.
"""
RATE = 48_000
TELLING = {
    "location": "+55.6761+012.5683/",
    "com.apple.quicktime.location.ISO6709": "+55.6761+012.5683+010.1/",
    "make": "Nokia",
    "model": "Ringbind 3",
    "artist": "Karin Holm",
    "title": "Karins optagelse",
    "comment": "ikke til deling",
    "creation_time": "2026-11-22T10:00:00Z",
}
SECRETS = (b"+55.67", b"Nokia", b"Ringbind", b"Karin", b"deling", b"x264 - core", b"telefon")
"""What a hex editor would find of it."""


def write_mp4(
    path: Path,
    seconds: float = 3,
    *,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    sound: str | None = "aac",
    told: dict[str, str] | None = None,
    container: str = "mp4",
    extra: str = "",
    size: tuple[int, int] = (320, 180),
) -> Path:
    """A film that turns from red to blue, with a tone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"movflags": "use_metadata_tags"} if container == "mp4" else {}
    with av.open(str(path), "w", format=container, options=options) as film:
        film.metadata.update(told or {})
        video = film.add_stream(codec, rate=10)
        video.width, video.height = size
        video.pix_fmt = pix_fmt
        if told:
            video.metadata["handler_name"] = "Karins telefon"
        tone = film.add_stream(sound, rate=RATE) if sound else None
        if extra:
            film.add_stream(extra, rate=RATE)
        _mux_pictures(film, video, seconds)
        for stream in (one for one in film.streams.audio if tone):
            _mux_tone(film, stream, seconds)
    return path


def _mux_pictures(film: Any, video: Any, seconds: float) -> None:
    for number in range(round(seconds * 10)):
        share = number / (seconds * 10)
        colour = (int(230 * (1 - share)), 90, int(230 * share))
        picture = Image.new("RGB", (video.width, video.height), colour)
        picture.paste((255, 255, 255), (0, 0, video.width // 2, video.height // 2))
        frame = av.VideoFrame.from_image(picture).reformat(format=video.pix_fmt)
        frame.pts, frame.time_base = number, Fraction(1, 10)
        film.mux(video.encode(frame))
    film.mux(video.encode(None))


def _mux_tone(film: Any, stream: Any, seconds: float) -> None:
    for frame in tone(seconds):
        film.mux(stream.encode(frame))
    film.mux(stream.encode(None))


def tone(seconds: float, level: float = 0.25, hertz: float = 440) -> list[av.AudioFrame]:
    """A sine of this peak level, 0 to 1."""
    samples = array(
        "h",
        (
            int(32767 * level * math.sin(2 * math.pi * hertz * n / RATE))
            for n in range(round(seconds * RATE))
        ),
    )
    frames = []
    for begin in range(0, len(samples), 1024):
        piece = samples[begin : begin + 1024]
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(piece))
        frame.planes[0].update(piece.tobytes())
        frame.sample_rate, frame.pts, frame.time_base = RATE, begin, Fraction(1, RATE)
        frames.append(frame)
    return frames


def turned(source: Path, path: Path) -> Path:
    """The same film from a phone that was held upright."""
    data = bytearray(source.read_bytes())
    matrix = data.index(b"tkhd") + 44
    assert struct.unpack(">i", data[matrix : matrix + 4]) == (65536,)
    data[matrix : matrix + 36] = struct.pack(">9i", 0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    return path


def boxes(path: Path) -> list[str]:
    """The names of an MP4's outermost boxes, in order."""
    data, names, at = path.read_bytes(), [], 0
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        names.append(name.decode())
        at += size
    return names
