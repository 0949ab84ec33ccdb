"""A recorded MP4: whether browsers can play it, its private metadata, and a clean copy."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.bitstream import BitStreamFilterContext
from PIL import Image, ImageStat

from jobvej.catalog.tree import quoted

PICTURES, SOUND = ("h264",), ("aac", "mp3")
"""Codecs that every browser of the last ten years plays in an MP4."""
COLOURS = ("yuv420p", "yuvj420p")
"""Eight bits and quartered colour: phones and browsers decode nothing else in hardware."""
WIDTH, HEIGHT = 1280, 720
"""The poster fits in this."""

# Beginnings of the names that phones, cameras and programs give what they write about a film.
_PRIVATE = (
    ("sted", ("location", "com.apple.quicktime.location", "gps", "xyz")),
    ("enhed eller program", ("make", "model", "com.apple.quicktime.make", "com.apple.quicktime."
     "model", "com.apple.quicktime.software", "com.android", "software", "encoded_by", "device")),
    ("tidspunkt", ("creation_time", "date", "com.apple.quicktime.creationdate", "year")),
    ("navn", ("artist", "author", "album_artist", "composer", "performer", "publisher", "director",
              "copyright", "com.apple.quicktime.author")),
)  # fmt: skip
_OF_THE_FORMAT = ("major_brand", "minor_version", "compatible_brands", "language", "vendor_id",
                  "encoder", "handler_name", "timecode")  # fmt: skip
_HANDLERS = ("VideoHandler", "SoundHandler", "VideoHandle", "SoundHandle", "Core Media Video",
             "Core Media Audio", "Mainconcept Video Media Handler", "Apple Video Media Handler",
             "Apple Sound Media Handler", "ISO Media file produced by Google Inc.")  # fmt: skip


class Unplayable(Exception):
    """Browsers cannot play the file; `what` is wrong, and `mend` says how to get another."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


@dataclass(frozen=True)
class Probe:
    """What the studio wants to know about an MP4."""

    seconds: float
    has_sound: bool
    private: tuple[str, ...]
    """What the file tells besides its pictures and sound, in Danish words with the value."""


def probe(path: Path) -> Probe:
    """Look at a recording; raises Unplayable with a sentence."""
    with _opened(path) as container:
        if "mp4" not in container.format.name.split(","):
            what = f"filen er ikke en MP4, men {quoted(container.format.long_name)}."
            raise Unplayable(what, "Gem filmen som MP4 (H.264 og AAC).")
        _check_pictures(container)
        for stream in container.streams.audio[:1]:
            if stream.codec_context.name not in SOUND:
                what = f"lyden er {quoted(stream.codec_context.name)}, som ikke alle kan høre."
                raise Unplayable(what, "Gem filmen med lyd i AAC.")
        if not container.duration or container.duration <= 0:
            raise Unplayable("filen siger ikke, hvor længe filmen varer.", "Gem den igen som MP4.")
        private = (*_told(container), *_tracks(container))
        seconds = round(container.duration / av.time_base, 3)
        return Probe(seconds, bool(container.streams.audio), tuple(dict.fromkeys(private)))


def copy_clean(source: Path, path: Path) -> None:
    """Copy only pictures and sound, without encoding them again, so that a film starts early.

    What else the file held is left behind: place, device, names, chapters, tracks of data, and
    what an encoder wrote between the pictures. Raises Unplayable where the file ends too early.
    """
    ended = Fraction(0)
    options = {"fflags": "+bitexact", "movflags": "+faststart"}
    with _opened(source) as there, av.open(str(path), "w", format="mp4", options=options) as here:
        wanted = _wanted(there)
        copies = {stream.index: here.add_stream_from_template(stream) for stream in wanted}
        unit = BitStreamFilterContext("filter_units=remove_types=6", wanted[0], copies[0])
        for packet in _packets(there, wanted):
            if packet.stream.index == wanted[0].index:
                ended = max(ended, (packet.pts or 0) * packet.time_base)
                parts = unit.filter(packet)
            else:
                parts = [packet]
            for part in parts:
                part.stream = copies[packet.stream.index]
                here.mux(part)
        promised = Fraction(there.duration, av.time_base)
    if promised - ended > 2:
        what = f"filmen skal vare {float(promised):.0f} sek., men billedet hører op før."
        raise Unplayable(what, "Filen er ikke hel. Hent den igen.")


def poster(path: Path, seconds: float) -> Image.Image:
    """A picture from the first third of the film, upright: the first that shows something."""
    picture = None
    for share in (0.1, 0.05, 0.2, 0.33):
        picture = _picture_at(path, seconds * share) or picture
        if picture and ImageStat.Stat(picture.convert("L")).stddev[0] > 20:
            break
    if picture is None:
        raise Unplayable("der er ingen billeder i filmen.", "Gem den igen som MP4 (H.264).")
    picture.thumbnail((WIDTH, HEIGHT))
    return picture


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The file opened as a film; other errors, such as a full disk, are not handled here."""
    try:
        with av.open(str(path), metadata_errors="replace") as container:
            yield container
    except (av.InvalidDataError, av.EOFError) as error:
        what = "filen kan ikke læses som film."
        raise Unplayable(what, "Hent den igen, eller gem den igen som MP4.") from error


def _check_pictures(container: Any) -> None:
    if not container.streams.video:
        raise Unplayable("der er ingen billeder i filmen.", "Gem den igen som MP4 (H.264).")
    codec = container.streams.video[0].codec_context
    if codec.name == "hevc":
        what = "billedet er HEVC (H.265), som ikke alle kan se."
        mend = (
            'Gem den som H.264. På en iPhone: Indstillinger, Kamera, Formater, "Mest kompatible".'
        )
        raise Unplayable(what, mend)
    if codec.name not in PICTURES:
        what = f"billedet er {quoted(codec.name)}, som ikke alle kan se."
        raise Unplayable(what, "Gem filmen som MP4 med billede i H.264.")
    if codec.pix_fmt not in COLOURS:
        what = f"billedets farver er {quoted(str(codec.pix_fmt))}, som telefoner ikke kan vise."
        raise Unplayable(what, "Gem filmen som H.264 i 8 bit (4:2:0).")


def _wanted(container: Any) -> list[Any]:
    return [container.streams.video[0], *container.streams.audio[:1]]


def _packets(container: Any, wanted: list[Any]) -> Iterator[Any]:
    yield from (packet for packet in container.demux(wanted) if packet.dts is not None)


def _picture_at(path: Path, seconds: float) -> Image.Image | None:
    with _opened(path) as container, suppress(av.FFmpegError):
        container.seek(int(seconds * av.time_base))
        for frame in container.decode(video=0):
            if frame.time is None or frame.time >= seconds - 0.5:
                upright: Image.Image = frame.to_image().rotate(frame.rotation, expand=True)
                return upright
    return None


def _told(container: Any) -> Iterator[str]:
    """The metadata of the file and its tracks, by name and value."""
    for owner in (container, *container.streams):
        for key, value in owner.metadata.items():
            name = key.lower()
            if name == "handler_name" and not any(value.startswith(one) for one in _HANDLERS):
                yield f"navn på sporet {quoted(value)}"
            elif name not in _OF_THE_FORMAT and value.strip():
                yield f"{_kind(name)} {quoted(value)}"


def _kind(name: str) -> str:
    for kind, beginnings in _PRIVATE:
        if name.startswith(beginnings):
            return kind
    return f"oplysningen {name}"


def _tracks(container: Any) -> Iterator[str]:
    """Whole tracks that nobody sees or hears."""
    kept = {stream.index for stream in _wanted(container)}
    kinds = {
        "video": "et billede eller ekstra billedspor",
        "audio": "et ekstra lydspor",
        "subtitle": "et spor med undertekster",
        "attachment": "en vedhæftet fil",
    }
    for stream in container.streams:
        if stream.index not in kept:
            yield kinds.get(stream.type, "et spor med data (fx sted eller bevægelse)")
    if container.chapters():
        yield "kapitler"
