"""Takes: sentences of a storyboard as their author said them, one small sound file each."""

import hashlib
import io
import struct
import unicodedata
import wave
from collections.abc import Iterator
from pathlib import Path

from jobvej.catalog.film import Take
from jobvej.catalog.tree import Tree, quoted

FOLDER = "takes"
"""videos/<course>/takes/<lesson>/<hash of the sentence>.opus"""
ENDINGS = (".opus", ".wav")
"""What `jobvej film record` writes, and what somebody may bring from a studio of their own."""
LONGEST = 60_000
"""Milliseconds. No sentence takes longer."""
LARGEST = 12 * 1024 * 1024
"""Bytes: a minute of the best WAV."""
_OPUS_RATE = 48_000


class NotATake(ValueError):
    """We cannot tell how long the file is."""


def sentence_hash(sentence: str) -> str:
    """Return the name of a sentence's take: a changed sentence asks for a new one."""
    text = unicodedata.normalize("NFC", " ".join(sentence.split()))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def takes_folder(storyboard: Path) -> Path:
    """Return the folder for the takes of a storyboard, whether there are any or not."""
    return storyboard.parent / FOLDER / storyboard.stem


def read_takes(tree: Tree, storyboard: Path) -> dict[str, Take]:
    """Return a storyboard's takes by the hash of their sentence; unreadable ones are noted.

    A WAV that somebody brought is used instead of the Opus of the same sentence.
    """
    found = {}
    for ending in ENDINGS:
        for path in tree.folder(takes_folder(storyboard), f"*{ending}"):
            try:
                found[path.stem] = read_take(path)
            except (OSError, NotATake) as error:
                what = f"indtalingen kan ikke bruges: {quoted(str(error))}."
                tree.problem(tree.name(path), 1, what, "Indtal sætningen igen, eller slet filen.")
    return found


def read_take(path: Path) -> Take:
    """Return a take with its length; raises NotATake or OSError."""
    with path.open("rb") as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise NotATake("filen er for stor")
    length = _wav_milliseconds(data) if path.suffix == ".wav" else _opus_milliseconds(data)
    if not 0 < length <= LONGEST:
        raise NotATake(f"den varer {length / 1000:.1f} sek.".replace(".", ",", 1))
    return Take(path, length, hashlib.sha256(data).hexdigest()[:8])


def _wav_milliseconds(data: bytes) -> int:
    try:
        with wave.open(io.BytesIO(data)) as sound:
            return int(1000 * sound.getnframes() // sound.getframerate())
    except (wave.Error, EOFError, ZeroDivisionError, struct.error) as error:
        raise NotATake("filen er ikke en WAV") from error


def _opus_milliseconds(data: bytes) -> int:
    """The last page of an Ogg file counts the samples so far; the first of them are to be skipped.

    RFC 7845, sections 4 and 5.1.
    """
    skipped, last = None, 0
    for granule, packet in _pages(data):
        if skipped is None:
            if packet[:8] != b"OpusHead" or len(packet) < 12:
                break
            (skipped,) = struct.unpack_from("<H", packet, 10)
        last = max(last, granule)
    if skipped is None:
        raise NotATake("filen er ikke Opus")
    return int(1000 * (last - skipped) // _OPUS_RATE)


def _pages(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(granule position, content) of every whole page."""
    at = 0
    while data[at : at + 4] == b"OggS" and at + 27 <= len(data):
        (granule,) = struct.unpack_from("<q", data, at + 6)
        begins = at + 27 + data[at + 26]
        ends = begins + sum(data[at + 27 : begins])
        if ends > len(data):
            raise NotATake("filen er ikke hel")
        yield granule, data[begins:ends]
        at = ends
    if at != len(data):
        raise NotATake("filen er ikke hel")
