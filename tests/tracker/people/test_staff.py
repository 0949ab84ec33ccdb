"""Who works here, and how much it takes to try a password."""

import threading

import pytest
from argon2 import PasswordHasher

from tests.tracker.conftest import Cast
from tracker import db
from tracker.people import staff


class Counting(PasswordHasher):
    """Real, and cheap; knows how many were at work at once."""

    def __init__(self) -> None:
        super().__init__(time_cost=20, memory_cost=1024, parallelism=1)
        self.at_work, self.most = 0, 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        try:
            return super().verify(hash, password)
        finally:
            self.at_work -= 1


def test_passwords_tried_at_once_take_the_memory_of_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasher = Counting()
    monkeypatch.setattr(staff, "HASHER", hasher)
    monkeypatch.setattr(staff, "_NOBODY", hasher.hash("nobody's"))
    ready = threading.Barrier(8)

    def enter() -> None:
        ready.wait()
        assert staff.check_password("nobody", "guess") is None
        db.close_connection()

    threads = [threading.Thread(target=enter) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert hasher.most == 1
