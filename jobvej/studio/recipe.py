"""The pieces of a film by content alone, so that nothing is drawn to find out what has changed."""

from dataclasses import dataclass

from jobvej.catalog.film import Film
from jobvej.studio.cache import key_of
from jobvej.studio.slides import Page, seen


@dataclass(frozen=True)
class Part:
    """One slide: its key in the cache, and its pages with how long each stands (ms)."""

    key: str
    stills: tuple[tuple[Page, int], ...]

    @property
    def milliseconds(self) -> int:
        """How long the slide stands."""
        return sum(milliseconds for _, milliseconds in self.stills)


@dataclass(frozen=True)
class Recipe:
    """The keys in the cache of a film and all its pieces."""

    key: str
    poster: str
    sound: str
    """Empty for a silent film."""
    parts: tuple[Part, ...]


def recipe_of(film: Film) -> Recipe:
    """Name every piece of a film, so that pieces that exist already are not made again."""
    content = seen(film)
    title, slides = content["title"], content["slides"]
    stills: dict[int, list[tuple[Page, int]]] = {}
    for state in film.states:
        page = (state.slide, state.shown)
        milliseconds = round(state.end * 1000) - round(state.start * 1000)
        stills.setdefault(state.slide, []).append((page, milliseconds))
    parts = tuple(
        Part(key_of("segment", slide, len(slides), slides[slide], shown), tuple(shown))
        for slide, shown in stills.items()
    )
    poster = key_of("poster", title, content["drawing"], len(slides))
    said = [(spoken.start, spoken.take.digest) for spoken in film.sound]
    sound = key_of("sound", said, film.seconds) if said else ""
    return Recipe(key_of("film", poster, sound, [part.key for part in parts]), poster, sound, parts)
