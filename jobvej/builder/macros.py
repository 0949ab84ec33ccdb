"""The macros an author may use; they note what is wrong and never raise."""

import re
import secrets
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jobvej.builder.expand import Macro, expand
from jobvej.builder.pieces import piece
from jobvej.builder.words import slugify
from jobvej.catalog.asides import Webinar
from jobvej.catalog.deadlines import shown
from jobvej.catalog.film import Video
from jobvej.catalog.local import SLOTS
from jobvej.catalog.markdown import Markdown
from jobvej.catalog.model import CITIZEN, Catalog, Course, Lesson
from jobvej.catalog.problem import Problem
from jobvej.catalog.subtitles import Transcript, transcript
from jobvej.catalog.tree import nearest


@dataclass(frozen=True)
class Placed:
    """HTML that a macro made, and the line that asked for it."""

    name: str
    line: int
    html: str
    paper: str
    """The same for a booklet: nothing to press, and room to write."""
    block: bool


@dataclass
class PageMacros:
    """The macros of one page: they leave a secret token in the text and keep their HTML.

    Their HTML is inserted after the author's has been cleaned, so the cleaner need not allow it.
    The token is random, so that an author cannot write one.
    """

    body: Markdown
    catalog: Catalog
    films: Path
    """Folder of the finished films."""
    today: date
    lesson: Lesson | None = None
    webinar: Webinar | None = None
    problems: list[Problem] = field(default_factory=list)
    placed: dict[str, Placed] = field(default_factory=dict)

    def table(self) -> dict[str, Macro]:
        """Name → macro, as `expand` wants them."""
        return {
            "video": self.video,
            "task": self.task,
            "quiz": self.quiz,
            "skabelon": self.skabelon,
            "skrivefelt": self.skrivefelt,
            "telefon": self.telefon,
            "local": self.local,
            "frister": self.frister,
        }

    def video(self, line: int) -> str:
        """The film of the lesson or webinar, or its text while the film is not made yet."""
        shows = self.lesson or self.webinar
        if shows is None or not shows.video_id:
            return self._note(line, "siden har ingen film.", "Skriv video: i hovedet.")
        film = shows.film
        if film is None:
            return ""  # the catalog has reported it already
        said = transcript(film)
        paper = piece("paper/film", film=film, transcript=said)
        return self._place("video", line, film_html(film, said, self.films, self.lesson), paper)

    def task(self, line: int) -> str:
        """The lesson's task, as the one framed thing of the page."""
        if self.lesson is None or self.lesson.task is None:
            return self._note(line, "siden har ingen opgave.", "Skriv task: i hovedet.")
        task, name = self.lesson.task, Path(self.lesson.task.template).name
        course = course_of(self.catalog, self.lesson)
        html = piece(
            "task",
            task=task,
            sensitive=self.lesson.sensitive,
            for_citizens=course.audience == CITIZEN,
            words=course.templates.get(name, ""),
            name=name,
        )
        paper = piece("paper/task", task=task, words=course.templates.get(name, ""))
        return self._place("task", line, html, paper)

    def quiz(self, line: int) -> str:
        """The course's questions, which are on its page too."""
        if self.lesson is None:
            return self._note(line, "siden har ingen quiz.", "En quiz hører til i en lektion.")
        course = course_of(self.catalog, self.lesson)
        if not course.quiz:
            mend = f"Skriv quiz: i courses/{course.id}/course.yml."
            return self._note(line, "kurset har ingen quiz.", mend)
        # In a booklet the questions come once, at the end.
        return self._place("quiz", line, piece("quiz", course=course), paper="")

    def skabelon(self, line: int, fil: str) -> str:
        """A text file beside the lesson, to copy or download."""
        if self.lesson is None:
            return self._note(line, "en skabelon hører til i en lektion.")
        templates = course_of(self.catalog, self.lesson).templates
        if fil not in templates:
            return self._note(line, f'skabelonen "{fil}" findes ikke.', nearest(fil, templates))
        html = piece("template", words=templates[fil], name=fil)
        return self._place("skabelon", line, html, piece("paper/template", words=templates[fil]))

    def skrivefelt(self, line: int, navn: str, tekst: str) -> str:
        """A box to write in that stays on the device."""
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", navn):
            mend = f'Skriv fx "{slugify(navn) or "styrker"}".'
            return self._note(line, f'"{navn}" kan ikke være et navn på et felt.', mend)
        owner = self.lesson.id if self.lesson else slugify(self.body.file)
        html = piece("write", key=f"{owner}/{navn}", name=navn, label=tekst)
        if any(placed.html == html for placed in self.placed.values()):
            return self._note(line, f'feltet "{navn}" står to gange.', "Giv det ene et nyt navn.")
        return self._place("skrivefelt", line, html, piece("paper/write", label=tekst))

    def telefon(self, line: int) -> str:
        """The municipality's phone number, inside a sentence."""
        html = piece("phone", phone=self.catalog.municipality.phone)
        return self._place("telefon", line, html, html, block=False)

    def local(self, line: int, plads: str) -> str:
        """The municipality's own words for one place in the courses, or nothing if it has none.

        It is the author's Markdown and is cleaned with the rest of the page.
        """
        slots = {one.slot: one for one in self.catalog.local if one.is_slot}
        if plads not in slots:
            mend = nearest(plads, slots) or f"Skriv den i {SLOTS}."
            return self._note(line, f'pladsen "{plads}" findes ikke.', mend)
        row = self.body.text.split("\n")[line - self.body.line]
        if not row.startswith("{{") or not row.rstrip().endswith("}}"):
            what = f'{{{{ local("{plads}") }}}} står midt i noget andet.'
            return self._note(line, what, "Sæt den på sin egen linje med en tom linje om.")
        slot = slots[plads]
        if not slot.text:
            return ""
        words, problems = expand(Markdown(slot.file, text=slot.text), {"telefon": self.telefon})
        self.problems += problems
        name = self.catalog.municipality.name.replace('"', "")
        rows = "\n".join(f"    {row}".rstrip() for row in words.split("\n"))
        return f'!!! local "I {name}"\n\n{rows}\n'

    def frister(self, line: int) -> str:
        """The deadlines of the law that somebody has checked, each with its source."""
        found = shown(self.catalog.deadlines, self.today)
        html = piece("deadlines", deadlines=found)
        return self._place("frister", line, html, html)

    def swap(self, html: str) -> str:
        """The cleaned page with the macros' HTML in place of their tokens."""
        for token, placed in self.placed.items():
            if not placed.block:
                html = html.replace(token, placed.html)
            elif f"<p>{token}</p>" in html:
                html = html.replace(f"<p>{token}</p>", placed.html)
            else:
                what = f"{{{{ {placed.name}() }}}} står midt i noget andet."
                self._note(placed.line, what, "Sæt den på sin egen linje med en tom linje om.")
        return html

    def on_paper(self, html: str) -> str:
        """The text for a booklet with the macros' HTML for paper in place of their tokens."""
        for token, placed in self.placed.items():
            html = html.replace(f"<p>{token}</p>" if placed.block else token, placed.paper)
        return html

    def _place(self, name: str, line: int, html: str, paper: str, *, block: bool = True) -> str:
        once = name in {"video", "task", "quiz"}
        if once and any(placed.name == name for placed in self.placed.values()):
            return self._note(line, f"{{{{ {name}() }}}} står to gange.", "Slet den ene.")
        token = f"jobvej{secrets.token_hex(16)}"
        self.placed[token] = Placed(name, line, html, paper, block)
        return token

    def _note(self, line: int, what: str, mend: str = "") -> str:
        self.problems.append(Problem(self.body.file, line, what, mend))
        return ""


def film_html(film: Video, said: Transcript, films: Path, lesson: Lesson | None) -> str:
    """The film's section; without a finished film there is no player, and the text is unfolded.

    `lesson` is the film's own, if it has one: its task can be added to the reader's own tasks.
    """
    is_sensitive = bool(lesson and lesson.sensitive)
    return piece(
        "film",
        film=film,
        sensitive=is_sensitive,
        task=lesson.task if lesson and not is_sensitive else None,
        size=_size(films / f"{film.file_stem}.mp4"),
        small=_size(films / f"{film.file_stem}.360.mp4"),
        transcript=said,
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def unplaced(lesson: Lesson | Webinar, placed: dict[str, Placed]) -> list[Problem]:
    """Problems for what the front matter declares and the text never shows."""
    names = {one.name for one in placed.values()}
    found = []
    if lesson.film and "video" not in names:
        what = f'filmen "{lesson.video_id}" er ikke sat ind i teksten.'
        found.append(Problem(lesson.file, lesson.video_line, what, "Skriv {{ video() }}."))
    if isinstance(lesson, Lesson) and lesson.task and "task" not in names:
        what = f'opgaven "{lesson.task.id}" er ikke sat ind i teksten.'
        found.append(Problem(lesson.file, lesson.task.line, what, "Skriv {{ task() }}."))
    return found


def course_of(catalog: Catalog, lesson: Lesson) -> Course:
    """The course that a lesson belongs to."""
    return next(course for course in catalog.courses if course.id == lesson.course)
