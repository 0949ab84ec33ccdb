"""Serves the page on which an author speaks a film, on loopback and behind a token."""

import secrets
from pathlib import Path

import click
from waitress.server import create_server

from jobvej.studio.record.desk import LARGEST, Desk, progress
from jobvej.studio.record.script import Script


def serve(root: Path, script: Script, *, opens_browser: bool) -> None:
    """Serve the page on loopback, on a free port and below a token, until Ctrl-C."""
    token = secrets.token_urlsafe(18)
    desk = Desk(root, script.storyboard, token)
    server = create_server(
        desk, host="127.0.0.1", port=0, threads=4, ident=None, max_request_body_size=LARGEST
    )
    url = f"http://127.0.0.1:{server.effective_port}/{token}/"
    click.echo(f"{script.film.id}: {progress(script)}")
    click.echo(f"Indtal filmen her, kun på denne computer: {url}")
    click.echo("Stop med Ctrl-C, når du er færdig.")
    if opens_browser:
        click.launch(url)
    try:
        server.run()
    finally:
        server.close()
