"""What a course is: read from the authors' files, checked, and published as catalog.json."""

from jobvej.catalog.cpr import looks_like_cpr
from jobvej.catalog.export import export_catalog, publish, write_catalog
from jobvej.catalog.load import load_published, parse_published
from jobvej.catalog.model import (
    Catalog,
    Choice,
    Cue,
    Film,
    Lesson,
    Media,
    Problem,
    Recording,
    Repeat,
    Reveal,
    Screen,
    Slide,
    Task,
    Video,
)
from jobvej.catalog.published import (
    Published,
    PublishedTask,
    PublishedVideo,
)
from jobvej.catalog.read import read_catalog
from jobvej.catalog.storyboard import read_storyboard
from jobvej.catalog.strict import CatalogError
from jobvej.catalog.subtitles import captions_vtt, chapters_vtt, transcript

__all__ = [
    "Catalog",
    "CatalogError",
    "Choice",
    "Cue",
    "Film",
    "Lesson",
    "Media",
    "Problem",
    "Published",
    "PublishedTask",
    "PublishedVideo",
    "Recording",
    "Repeat",
    "Reveal",
    "Screen",
    "Slide",
    "Task",
    "Video",
    "captions_vtt",
    "chapters_vtt",
    "export_catalog",
    "load_published",
    "looks_like_cpr",
    "parse_published",
    "publish",
    "read_catalog",
    "read_storyboard",
    "transcript",
    "write_catalog",
]
