"""Addresses that staff paste: https alone, and nothing in them that is like a CPR number."""

from __future__ import annotations

from urllib.parse import urlsplit

from tracker import free_text


def problem(link: str) -> str:
    """What is wrong with an address and what to do about it; empty when it is fine or empty."""
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        is_safe = parts.scheme == "https" and bool(parts.hostname) and not parts.username
    except ValueError:
        is_safe = False
    if not is_safe or any(sign.isspace() for sign in link):
        return "Linket er ikke en sikker adresse. Kopiér hele adressen, fx https://…"
    return free_text.problem("link", link)
