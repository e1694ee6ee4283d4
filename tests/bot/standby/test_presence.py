"""The presence of a process: heard of, told of others, ended by another schema, and one clock for all machines."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.standby.presence import Presence
from data.database.seats import Seats, Touch
from data.errors import RegistryUnusable
from scheduler.clock import SystemClock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Answers(Seats):
    """Answers as it is told to: a schema and whether the seats are held; None for a server that says nothing."""

    def __init__(self, *answers: tuple[str, bool] | None, news: tuple[str, ...] = ()) -> None:
        self.answers = list(answers)
        self.news = list(news)
        self.held = False

    def look(self) -> Touch | None:
        answer = self.answers.pop(0)
        self.held = answer is not None and answer[1]
        return Touch(NOON, answer[0]) if answer else None

    def wait_for_news(self, seconds: float) -> list[str]:
        return [self.news.pop(0)] if self.news else []

    def close(self) -> None:
        self.held = False


async def lived(seats: Answers) -> tuple[list[tuple[str, str]], list[bool], RegistryUnusable]:
    """Live until another schema ends it; return what was heard, how it was seated each time, and the end."""
    presence = Presence(seats, "0034", lambda _at: None, every=0.001)
    heard, seated = list[tuple[str, str]](), list[bool]()
    presence.hear("page", lambda about: heard.append(("page", about)))
    presence.on_seats = lambda: seated.append(presence.is_seated)
    with pytest.raises(RegistryUnusable) as ended:
        await asyncio.wait_for(presence.keep(), 60)
    presence.leave()
    return heard, seated, ended.value


async def test_it_tells_when_seats_are_gained_and_lost_and_what_others_say() -> None:
    news = ("page chat 7", "unknown 5", "page 8")
    seats = Answers(("0034", False), ("0034", True), ("0034", True), None, ("0034", True), ("0035", True), news=news)
    heard, seated, ended = await lived(seats)
    assert heard == [("page", "chat 7"), ("page", "8")]
    assert seated == [True, False, True]
    assert (ended.reason, ended.detail) == ("newer", "0035")


async def test_a_notice_that_cannot_be_heard_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    seats = Answers(("0034", True), ("0034", True), ("0035", True), news=("number x", "number 8"))
    presence, heard = Presence(seats, "0034", lambda _at: None, every=0.001), list[int]()
    presence.hear("number", lambda about: heard.append(int(about)))
    with pytest.raises(RegistryUnusable):
        await asyncio.wait_for(presence.keep(), 60)
    presence.leave()
    assert heard == [8]
    assert "number" in caplog.text


async def test_an_older_schema_ends_it_as_well() -> None:
    assert (await lived(Answers(("0033", True))))[2].reason == "old"


async def test_it_begins_only_once_the_server_has_heard_of_it() -> None:
    seats = Answers(None, None, ("0034", False))
    presence = Presence(seats, "0034", lambda _at: None, every=0)
    await asyncio.wait_for(presence.begin(), 60)
    assert seats.answers == []
    presence.leave()


def test_clocks_that_follow_one_another_tell_one_time() -> None:
    machine, shared = SystemClock(), SystemClock().now() + timedelta(hours=3)
    machine.follow(shared)
    assert timedelta() <= machine.wall() - shared < timedelta(minutes=1)
    assert timedelta() <= machine.now() - shared < timedelta(minutes=1)
    machine.follow(machine.wall() + timedelta(milliseconds=20))
    machine.follow(SystemClock().now())
    assert abs(machine.now() - SystemClock().now()) < timedelta(minutes=1)
