"""Lengths, sizes and dates in Danish words, as pages show them."""

import re
from datetime import date, datetime, timedelta

from babel.dates import format_date

from jobvej.catalog.names import as_name

HALF_HOUR = 30


def lessons(count: int) -> str:
    """'1 lektion', '6 lektioner'."""
    return "1 lektion" if count == 1 else f"{count} lektioner"


def minutes(count: int) -> str:
    """'24 min', and above an hour 'ca. 2½ time': nobody plans that by the minute."""
    return f"{count} min" if count <= 60 else _hours(count)


def minutes_long(count: int) -> str:
    """'24 minutter', '1 minut', 'ca. 2½ time'."""
    if count > 60:
        return _hours(count)
    return "1 minut" if count == 1 else f"{count} minutter"


def _hours(count: int) -> str:
    halves = max(2, round(count / HALF_HOUR))
    whole, half = divmod(halves, 2)
    if half:
        return f"ca. {whole}½ time"
    return f"ca. {whole} time" if whole == 1 else f"ca. {whole} timer"


def film_length(seconds: float) -> str:
    """'1 min 25 sek.', '45 sek.', '2 min'."""
    whole, rest = divmod(max(1, round(seconds)), 60)
    parts = [f"{whole} min"] if whole else []
    if rest:
        parts.append(f"{rest} sek.")
    return " ".join(parts)


def megabytes(size: int) -> str:
    """'0,3 MB': at least 0,1, since nothing on a phone plan is free."""
    return f"{max(0.1, size / 1_000_000):.1f} MB".replace(".", ",")


_TO = "–\N{WORD JOINER}"
"""The dash of '10–14', after which a line must not break."""


def moment(starts_at: datetime, length: int) -> str:
    """'Torsdag 14. januar 2027 kl. 10.00–11.00'."""
    ends_at = starts_at + timedelta(minutes=length)
    on = format_date(starts_at, "EEEE d. MMMM y", locale="da").capitalize()
    return f"{on} kl.\u00a0{starts_at:%H.%M}{_TO}{ends_at:%H.%M}"


def day(on: date) -> str:
    """'23. november 2026'."""
    return format_date(on, "d. MMMM y", locale="da")


def sentence(text: str) -> str:
    """The text, ended with a full stop if it needs one; 'kl. 10–14' stays on one line."""
    text = re.sub(r"(?<=\d)–(?=\d)", _TO, text.strip().replace("kl. ", "kl.\u00a0"))
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def dial(phone: str) -> str:
    """The number as `tel:` wants it: digits, and a leading plus."""
    return re.sub(r"(?!^\+)[^0-9]", "", phone.strip())


def slugify(text: str, separator: str = "-") -> str:
    """An anchor in ASCII, made as the addresses are; `separator` is what MkDocs asks for."""
    return as_name(text).replace("-", separator)
