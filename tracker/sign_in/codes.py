"""The codes that citizens sign in with: generated, read leniently, stored as HMAC only."""

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

from tracker.errors import Stopped
from tracker.models import Citizen

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U (https://www.crockford.com/base32.html)."""
LENGTH = 10
"""10 characters of 5 bits: 50 bits, more than the 48 that a rate-limited code needs."""
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A code nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spell(code: str) -> str:
    """`7K3MQ-9XW2D`: two halves are easier to read aloud and to type."""
    return f"{code[:5]}-{code[5:]}"


def normalise_code(text: str) -> str:
    """A code as it was made, however it was typed; empty when it cannot be one.

    Case, spaces and dashes do not matter; O is read as 0, I and L as 1.
    """
    code = re.sub(r"[\s\u2010-\u2015-]", "", text).upper().translate(_READ_AS)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def code_digest(code: str, secret: bytes) -> str:
    """What the table keeps of a code: worthless without the secret, which is kept elsewhere."""
    return hmac.new(secret, code.encode("ascii"), hashlib.sha256).hexdigest()


def secret_of_the_store(file: Path) -> bytes:
    """The installation's secret at a start; never a new one if there are citizens already.

    A new key would invalidate every code, and putting the old one back would invalidate the new.
    """
    if not file.exists() and Citizen.here().exists():
        raise Stopped(
            f"Nøglen {file} mangler. Uden den virker ingen kode. Læg din kopi tilbage. Er den tabt "
            f"for altid, så lav en ny med: head -c 32 /dev/urandom > {file} og giv alle nye koder."
        )
    return read_secret(file)


def read_secret(file: Path) -> bytes:
    """The installation's secret; created at first use, readable by its owner alone.

    Raises Stopped when the file has less than 32 bytes: better not to start than to fail codes.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return read_secret(file)
        with os.fdopen(handle, "wb") as out:
            out.write(secrets.token_bytes(32))
            out.flush()
            os.fsync(out.fileno())
    secret = file.read_bytes()
    if len(secret) < 32:
        raise Stopped(f"Nøglen i {file} er for kort. Læg kopien af den tilbage.")
    return secret
