"""Our cookies: HttpOnly, SameSite, and never sent over plain http except on loopback."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import Request
from werkzeug.wrappers import Response

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Cookie:
    """One cookie and its two names."""

    secure: str
    plain: str
    """On http to the machine itself, where Safari drops Secure cookies too."""

    def name(self, request: Request) -> str:
        """What it is called where the browser asks."""
        is_loopback = (request.host.rsplit(":", 1)[0] if request.host else "") in LOOPBACK
        return self.plain if is_loopback and not request.is_secure else self.secure

    def read(self, request: Request) -> str:
        """What the browser sent; empty without one."""
        return request.cookies.get(self.name(request), "")

    def give(
        self, request: Request, response: Response, value: str, lasts: timedelta | None
    ) -> None:
        """Let the browser keep a value, until it closes where no time is said.

        Lax, since it must come along when a service elsewhere sends the browser back.
        """
        name = self.name(request)
        response.set_cookie(
            name,
            value,
            max_age=lasts,
            secure=name == self.secure,
            httponly=True,
            samesite="Lax",
            path="/",
        )

    def take(self, request: Request, response: Response) -> None:
        """Take it away from the browser."""
        name = self.name(request)
        response.delete_cookie(name, path="/", secure=name == self.secure, samesite="Lax")
