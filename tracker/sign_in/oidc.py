"""Signing in elsewhere: OpenID Connect's code flow, and the checks of what comes back."""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

log = logging.getLogger("jobvej")

SIGNED_BY = [f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)]
"""Signatures by the issuer's own key; never `none`, nor one that our client secret could make."""
REGISTRY = JWSRegistry(algorithms=SIGNED_BY, strict_check_header=False)
LEEWAY_SECONDS = 60
PATIENCE_SECONDS = 5
"""One of eight threads waits so long for an issuer that does not answer."""
READ_AGAIN_AFTER = timedelta(hours=1)
TRY_AGAIN_AFTER = timedelta(seconds=10)


class NotProven(Exception):
    """Nobody was signed in; `why` completes the code of the notice that says what to do."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(detail or why)
        self.why = why


STOPPED, NO_ANSWER = "afbrudt", "svarer-ikke"


@dataclass(frozen=True)
class Client:
    """Jobvej as one issuer knows it."""

    issuer: str
    client_id: str
    client_secret: str
    scope: str = "openid"
    asks: Mapping[str, str] = field(default_factory=dict)
    """More to say when a browser is sent there, e.g. `prompt`."""


@dataclass(frozen=True)
class Errand:
    """What a browser is sent away with, and must come back with."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> Errand:
        """Three secrets of 256 bits; the verifier's alphabet is the one of RFC 7636."""
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))


@dataclass(frozen=True)
class Metadata:
    """The issuer's addresses and keys."""

    read_at: datetime
    says: Mapping[str, Any]
    keys: KeySet


class Provider:
    """One issuer; its addresses and keys are read when first needed, and again each hour."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._known: Metadata | None = None
        self._silent_until: datetime | None = None
        self._reading = threading.Lock()

    def address(self, errand: Errand, back_to: str, now: datetime) -> str:
        """Where to send the browser. Raises NotProven while the issuer does not answer."""
        says = self.look(now).says
        address, _ = self._session(says, back_to).create_authorization_url(
            says["authorization_endpoint"],
            state=errand.state,
            code_verifier=errand.verifier,
            nonce=errand.nonce,
            **self.client.asks,
        )
        return str(address)

    def prove(
        self, sent: Mapping[str, str], errand: Errand, back_to: str, now: datetime
    ) -> dict[str, Any]:
        """The claims about the person who came back, if every check passes; else raises NotProven.

        The state ties the answer to this browser, the verifier the code to our request, the nonce
        the token to both (OpenID Connect Core 1.0, section 3.1.3.7).
        """
        if not hmac.compare_digest(sent.get("state", "").encode(), errand.state.encode()):
            raise NotProven(STOPPED, "state")
        if "code" not in sent:
            raise NotProven(STOPPED, "the issuer said no")
        try:
            says = self.look(now).says
            token = self._session(says, back_to).fetch_token(
                says["token_endpoint"],
                grant_type="authorization_code",
                code=sent["code"],
                code_verifier=errand.verifier,
                timeout=PATIENCE_SECONDS,
                allow_redirects=False,
            )
            return self._claims(token, errand, now)
        except (OAuthError, JoseError) as error:
            raise NotProven(STOPPED, _named(error)) from error
        except (OSError, ValueError, KeyError, TypeError) as error:  # requests raises OSError
            raise NotProven(NO_ANSWER, type(error).__name__) from error

    def _claims(self, token: Mapping[str, Any], errand: Errand, now: datetime) -> dict[str, Any]:
        """The ID token's claims: signature, issuer, audience, times, nonce and token hash."""
        text = token["id_token"]
        try:
            read = jwt.decode(text, self.look(now).keys, registry=REGISTRY)
        except InvalidKeyIdError:
            self._known = None  # the issuer has taken a new key in use
            read = jwt.decode(text, self.look(now).keys, registry=REGISTRY)
        claims = CodeIDToken(
            read.claims,
            read.header,
            {
                "iss": {"essential": True, "value": self.client.issuer},
                "aud": {"essential": True, "value": self.client.client_id},
            },
            {
                "nonce": errand.nonce,
                "client_id": self.client.client_id,
                "access_token": token.get("access_token", ""),
            },
        )
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
        return dict(claims)

    def _session(self, says: Mapping[str, Any], back_to: str) -> OAuth2Session:
        """Authlib's client for one sign-in; the secret is sent in a way that the issuer accepts."""
        takes = says.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        basic = "client_secret_basic" in takes
        return OAuth2Session(
            self.client.client_id,
            self.client.client_secret,
            token_endpoint_auth_method="client_secret_basic" if basic else "client_secret_post",
            scope=self.client.scope,
            redirect_uri=back_to,
            code_challenge_method="S256",
        )

    def look(self, now: datetime) -> Metadata:
        """The issuer's addresses and keys. Raises NotProven when it does not answer.

        It is not asked again by every request then.
        """
        with self._reading:
            known = self._known
            if known and timedelta() <= now - known.read_at < READ_AGAIN_AFTER:
                return known
            if self._silent_until and now < self._silent_until:
                raise NotProven(NO_ANSWER, "was silent a moment ago")
            try:
                self._known = self._read(now)
            except (OSError, ValueError, KeyError, TypeError, JoseError) as error:
                self._silent_until = now + TRY_AGAIN_AFTER
                log.error("sign-in elsewhere: the issuer cannot be read: %s", type(error).__name__)
                raise NotProven(NO_ANSWER, type(error).__name__) from error
            return self._known

    def _read(self, now: datetime) -> Metadata:
        session = OAuth2Session()
        address = f"{self.client.issuer.rstrip('/')}/.well-known/openid-configuration"
        says = _json(session, address)
        if says["issuer"] != self.client.issuer:
            raise ValueError("the discovery document is another issuer's")
        for name in ("authorization_endpoint", "token_endpoint"):
            says[name]
        return Metadata(now, says, KeySet.import_key_set(_json(session, says["jwks_uri"])))


def _json(session: OAuth2Session, address: str) -> Any:
    answer = session.get(address, timeout=PATIENCE_SECONDS, withhold_token=True)
    answer.raise_for_status()
    return answer.json()


def _named(error: OAuthError | JoseError) -> str:
    """Which check failed, for the log: kinds of errors and names of claims, never their values."""
    what = getattr(error, "claim", None) or (error.error if isinstance(error, OAuthError) else "")
    return f"{type(error).__name__}: {what}" if what else type(error).__name__


def subject_digest(issuer: str, subject: str, secret: bytes) -> str:
    """What a table keeps of somebody's identity elsewhere: worthless without the secret."""
    told = "\0".join(("oidc", issuer, subject)).encode()
    return hmac.new(secret, told, hashlib.sha256).hexdigest()
