"""The MkDocs plugin: hands each event of a build to the plain functions beside it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import base, config_options, load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from jobvej.builder import links, pages
from jobvej.builder.clean import Text, clean, expand
from jobvej.builder.context import Place, frame, told
from jobvej.builder.macros import PageMacros, missing
from jobvej.builder.pieces import TEMPLATES, dress, finish
from jobvej.builder.words import slugify
from jobvej.catalog import publish, read_catalog
from jobvej.catalog.addresses import leading_on
from jobvej.catalog.model import Catalog, Municipality, Problem


class Options(base.Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say about the plugin."""

    films = config_options.Type(str, default="build/films")
    """Folder of the finished films, from the project folder."""


class _Ear(logging.Handler):
    """Hears MkDocs' warnings, which name broken links between pages."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


class JobvejPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Courses, films and plans as pages of the site; fails once, with every problem."""

    def __init__(self) -> None:
        self.serving = False
        self._begin()

    def _begin(self) -> None:
        """Forget the build before: MkDocs keeps one plugin for every build of a process."""
        self.catalog = _NOTHING
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}
        self.texts: dict[str, Text] = {}
        self.macros: dict[str, PageMacros] = {}
        self.ear = _Ear()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a person is watching: then problems stand on the page."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the catalog, and take the place of the macros' unguarded rendering."""
        self._begin()
        root = Path(config.config_file_path).parent
        catalog, problems = read_catalog(root, root / self.config.films)
        self.problems += problems
        if catalog is not None:
            self.catalog = catalog
        elif not self.serving:
            raise PluginError(_report(self.problems))
        config.theme.dirs.insert(0, str(TEMPLATES))
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
            return self._expand(markdown, macros.page)

        return render

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Mount courses, plans, captions and our assets."""
        self.problems += pages.claimed(files, config)
        self.places = pages.mount(files, config, self.catalog)
        return files

    def _expand(self, markdown: str, page: Page) -> str:
        place = self.places[page.file.src_uri]
        page.meta["template"] = place.template
        raw = page.file.content_string
        text = Text(place.source, raw.count("\n") - markdown.count("\n") + 1, markdown)
        root = self.catalog.root
        macros = PageMacros(text, self.catalog, root / self.config.films, place.lesson)
        self.texts[page.file.src_uri], self.macros[page.file.src_uri] = text, macros
        body, problems = expand(text, macros.table())
        self.problems += problems
        if not problems and place.lesson:
            self.problems += missing(text, place.lesson, macros.placed)
        return body

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Clean what the author wrote, then put our own HTML in."""
        text, macros = self.texts[page.file.src_uri], self.macros[page.file.src_uri]
        kept, problems = clean(text, html)
        html = macros.swap(finish(kept))
        self.problems += [*problems, *macros.problems]
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Every page is read and nothing written yet: the moment to say all that is wrong."""
        addresses = {f"/{file.url}" for file in files} | {"/"}
        addresses |= {*leading_on(publish(self.catalog, ""))}
        for file in files.documentation_pages():
            if file.page is not None and file.page.content is not None:
                text = self.texts[file.src_uri]
                content = file.page.content
                self.problems += links.dead(text, content, addresses, pages.TRACKER)
        self._fail_if_any()
        return dress(env)

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Tell the template of the page what it shows."""
        place = self.places[page.file.src_uri]
        words = told(place, self.catalog, dict(page.meta))
        context.update(words, problems=self.problems if self.serving else [])
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Tell the 404 page what header and footer need."""
        context.update(frame(self.catalog), heading="Siden findes ikke", problems=[])
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fail for anchors, which MkDocs judges last."""
        self._fail_if_any()

    def on_build_error(self, *, error: Exception) -> None:
        """Stop listening, whatever went wrong."""
        logging.getLogger("mkdocs").removeHandler(self.ear)

    def _fail_if_any(self) -> None:
        # A course that could not be read leaves links without a target: that is said already.
        if not self.problems:
            self.problems += [links.from_warning(words, self.texts) for words in self.ear.heard]
        if self.problems and not self.serving:
            raise PluginError(_report(self.problems))


def _report(problems: list[Problem]) -> str:
    return "\n".join(str(problem) for problem in sorted(set(problems)))


_NOTHING = Catalog(
    Municipality("", "", "", "", "", "", (), (), (), False, 0, 0), courses=(), plans=()
)


@dataclass(frozen=True)
class Made:
    """What came of one run of MkDocs."""

    catalog: Catalog
    problems: tuple[Problem, ...]


def make_site(root: Path, www: Path, films: Path) -> Made:
    """Run MkDocs into an empty folder; the problems are told instead of raised."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(www), strict=False)
    plugin = cast(JobvejPlugin, config.plugins["jobvej"])
    plugin.config.films = str(films)
    log, quiet = logging.getLogger("mkdocs"), logging.NullHandler()
    log.addHandler(quiet)  # else Python prints what the problems say already
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except (Abort, PluginError) as error:
        problems = plugin.problems or [Problem("mkdocs.yml", 1, str(error))]
        return Made(plugin.catalog, tuple(sorted(set(problems))))
    finally:
        log.removeHandler(plugin.ear)
        log.removeHandler(quiet)
    return Made(plugin.catalog, ())
