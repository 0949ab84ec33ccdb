"""The MkDocs plugin: hands each event of a build to the plain functions beside it."""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, cast

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from jobvej.builder import images, links, pages
from jobvej.builder.beside import unserved
from jobvej.builder.booklet import on_paper
from jobvej.builder.clean import clean
from jobvej.builder.context import Place, context_of, frame
from jobvej.builder.expand import expand
from jobvej.builder.explain import Explainer
from jobvej.builder.finish import finish, titled
from jobvej.builder.judged import judge_catalog
from jobvej.builder.leftovers import unformatted
from jobvej.builder.macros import PageMacros, unplaced
from jobvej.builder.made import Again, Read
from jobvej.builder.pieces import TEMPLATES, dress
from jobvej.builder.unbroken import unbroken
from jobvej.builder.words import slugify
from jobvej.catalog.addresses import leading_on
from jobvej.catalog.drafts import draft_files, lenient, with_drafts
from jobvej.catalog.export import publish
from jobvej.catalog.problem import Problem
from jobvej.catalog.read import NOTHING, read_catalog
from jobvej.catalog.reading import Level, reading_levels
from jobvej.catalog.webinars import DENMARK

_NO_FIELDS = "---\n{}\n---\n"


class Options(base.Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say about the plugin."""

    films = config_options.Type(str, default="build/films")
    """Folder of the finished films, from the project folder."""
    drafts = config_options.Type(bool, default=False)
    """Whether drafts are pages too, marked in their titles."""


class JobvejPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Makes courses, films and plans pages of the site; fails once, with every problem."""

    def __init__(self) -> None:
        self.serving = False
        self.checking = False
        """Whether to stop once all problems are known, before anything is written."""
        self.again: Again | None = None
        self.known: Read | None = None
        """The catalog, if somebody has just read it."""
        self.today = _today()
        """The day as of which legal deadlines are judged."""
        self._begin()

    def _begin(self) -> None:
        """Forget the previous build: MkDocs keeps one plugin object per process."""
        self.read = self.catalog = NOTHING
        """The catalog as read, and as shown: with drafts or without."""
        self.problems: list[Problem] = []
        self.levels: tuple[Level, ...] = ()
        self.draft_files: frozenset[str] = frozenset()
        self.draft_addresses: set[str] = set()
        self.paths: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        self.macros: dict[str, PageMacros] = {}
        self.around: dict[str, object] = {}
        self.paper: dict[str, Markup] = {}
        """Lesson id → its text for the booklet of its course."""
        self.ear = links.Ear()
        self.explainer = Explainer(())

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether somebody is watching a preview: then problems are shown on the page."""
        self.serving, self.checking, self.again = command == "serve", False, None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the catalog, and replace the macros plugin's unsafe rendering."""
        self._begin()
        root = Path(config.config_file_path).parent
        catalog, problems = self.known or read_catalog(root, root / self.config.films)
        self.known = None  # by the next build the files have changed
        self.problems += [*problems, *(self.again.carried if self.again else ())]
        self.read, self.levels = catalog, reading_levels(catalog)
        self.problems += judge_catalog(catalog, self.levels, self.today)
        self.explainer = Explainer(catalog.words)
        self.draft_files, self.draft_addresses = draft_files(catalog), links.drafts(catalog)
        self.catalog = with_drafts(catalog) if self.config.drafts else catalog
        config.theme.dirs[:] = [str(TEMPLATES), *pages.without_skin(config.theme.dirs)]
        if not config.site_url:
            config.theme.static_templates.discard("sitemap.xml")
        config.mdx_configs.setdefault("toc", {})["slugify"] = slugify
        config.watch.extend(str(root / name) for name in ("courses", "videos"))
        macros = cast(Any, config.plugins["macros"])
        macros.render = self._renderer(macros)
        logging.getLogger("mkdocs").addHandler(self.ear)
        return config

    def _renderer(self, macros: Any) -> Callable[..., str]:
        def render(markdown: str, force_rendering: bool = False) -> str:
            if markdown is not macros.markdown:
                return markdown  # a title: plain text, never a template
            return self._expand(macros.page)

        return render

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Mount courses, plans, captions and our assets."""
        self._note([*unserved(self.catalog.root), *pages.claimed(files, config)])
        self.places = pages.mount(files, config, self.catalog)
        self.paths = {f"/{file.url}": file.abs_src_path for file in files if file.abs_src_path}
        if self.again and self.again.changed:
            pages.only(files, pages.showing(self.places, self.again.changed))
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str:
        """Give MkDocs only the text, as the catalog has read it, below empty fields.

        MkDocs shows fields that it cannot read as text, editor's notes included.
        """
        return f"{_NO_FIELDS}{self.places[page.file.src_uri].body.text}"

    def _note(self, problems: Iterable[Problem]) -> None:
        """Keep problems; those in drafts as advice."""
        self.problems += lenient(problems, self.draft_files)

    def _expand(self, page: Page) -> str:
        place = self.places[page.file.src_uri]
        page.meta["template"] = place.template
        films = self.catalog.root / self.config.films
        macros = PageMacros(
            place.body, self.catalog, films, self.today, place.lesson, place.webinar
        )
        self.macros[page.file.src_uri] = macros
        text, problems = expand(place.body, macros.table())
        self._note(problems)
        shows = place.lesson or place.webinar
        if not problems and shows:
            self._note(unplaced(shows, macros.placed))
        return text

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Clean what the author wrote, then insert our own HTML."""
        body, macros = self.places[page.file.src_uri].body, self.macros[page.file.src_uri]
        kept, problems = clean(body, html)
        html = macros.swap(finish(self.explainer.explain(kept)))
        if macros.lesson:
            paper = macros.on_paper(on_paper(titled(kept), f"/{page.file.url}"))
            self.paper[macros.lesson.id] = Markup(paper)  # noqa: S704 (cleaned above)
        self._note([*problems, *macros.problems])
        self._note(images.judge(body, kept, f"/{page.file.url}", self.paths))
        self._note(unformatted(body, kept))
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Report all problems, now that every page is read and nothing is written yet."""
        unread = links.lost(self.catalog) if self.problems else set()
        addresses = links.Addresses(
            {f"/{file.url}" for file in files} | {"/"} | {*leading_on(publish(self.catalog, ""))},
            self.draft_addresses,
            unread,
            self._own_words(files),
        )
        for file in files.documentation_pages():
            if file.page is not None and file.page.content is not None:
                body, content = self.places[file.src_uri].body, file.page.content
                self._note(links.dead(body, content, f"/{file.url}", addresses))
                file.page.validate_anchor_links(
                    files=files, log_level=config.validation.links.anchors
                )
        bodies = {name: place.body for name, place in self.places.items()}
        self._note(links.heard(self.ear.heard, bodies, unread))
        self._fail_if_any()
        if self.checking:
            raise Checked
        self.around = frame(self.catalog, self.today) | {"paper": self.paper}
        return dress(env)

    def _own_words(self, files: Files) -> dict[str, str]:
        """Address → HTML of the pages that get no heading from a template."""
        return {
            f"/{file.url}": file.page.content
            for file in files.documentation_pages()
            if file.page is not None
            and file.page.content is not None
            and self.places[file.src_uri].template in ("main.html", "lesson.html")
        }

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Tell the template of the page what it shows."""
        place = self.places[page.file.src_uri]
        shown = context_of(place, self.catalog, self.around)
        context.update(shown, problems=self._shown(place.body.file) if self.serving else [])
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep short hyphenated words together, anywhere on the page."""
        return unbroken(output)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give the 404 page its header and footer, and tell authors why a page may be missing."""
        problems = self._shown("") if self.serving else []
        context.update(self.around, heading="Siden findes ikke", problems=problems)
        return context

    def _shown(self, file: str) -> list[Problem]:
        """Every problem, those of this page first, and the advice about this page."""
        found = {one for one in self.problems if not one.is_warning or one.file == file}
        return sorted(found, key=lambda one: (one.file != file, one))

    def on_build_error(self, *, error: Exception) -> None:
        """Stop listening, whatever went wrong."""
        logging.getLogger("mkdocs").removeHandler(self.ear)

    def _fail_if_any(self) -> None:
        if not self.serving and any(not problem.is_warning for problem in self.problems):
            raise PluginError("\n".join(map(str, sorted(set(self.problems)))))


def _today() -> date:
    return datetime.now(UTC).astimezone(DENMARK).date()


class Checked(Exception):
    """Stops a run once all problems are known."""
