"""Our cookies: HttpOnly, SameSite, and never sent over plain http except on loopback."""

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
        """Its name for this request."""
        is_loopback = (request.host.rsplit(":", 1)[0] if request.host else "") in LOOPBACK
        return self.plain if is_loopback and not request.is_secure else self.secure

    def read(self, request: Request) -> str:
        """What the browser sent; empty without one."""
        return request.cookies.get(self.name(request), "")

    def give(
        self, request: Request, response: Response, value: str, lasts: timedelta | None
    ) -> None:
        """Set the cookie; without `lasts`, until the browser closes.

        SameSite is Lax, since a service elsewhere must be able to send the browser back with it.
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
        """Delete the cookie."""
        name = self.name(request)
        response.delete_cookie(name, path="/", secure=name == self.secure, samesite="Lax")
