"""A rehearsal and real life never share a registry: what one has noted would silence or flood the other."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from data.registry.office import health, heartbeats, time_kinds
from data.registry.office.time_kinds import TimeKind
from data.schema import open_registry
from data.seeds import seed
from data.store import Store
from scheduler.clock import SystemClock
from scheduler.planning.planner import PULSE
from tests.bot.conftest import Nhacviec

Put = Callable[..., None]

REHEARSAL = "2024-02-26T08:00:00+07:00"
WRITING = (
    ("chat", "--as", "stp"),
    ("officer", "invite", "--agency", "stp"),
    ("officer", "leave", "1"),
    ("officer", "revoke", "1"),
    ("person", "export", "1", "--out", "x.xlsx"),
    ("person", "erase", "1", "--yes"),
    ("days", "import"),
)
READING = (
    ("status",),
    ("duties", "--agency", "stp"),
    ("ask", "--as", "stp", "tuần này phải nộp gì"),
    ("reminders", "preview", "--from", "2024-02-26", "--to", "2024-02-27"),
    ("summary",),
    ("plan", "show"),
)
"""With NHACVIEC_NOW set, every command lives at that time; these change nothing."""


@pytest.fixture
def address(plan_175: None, tmp_path: Path) -> str:
    """The registry of the commands, with plan 175."""
    return f"sqlite:///{tmp_path}/registry.db"


def lives(address: str, kind: TimeKind) -> None:
    """A bot has run on the registry in this kind of time."""
    store = Store(address)
    with store.write() as session:
        time_kinds.record_kind(session, kind, SystemClock().wall())
    store.close()


@pytest.fixture
def in_real_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    return lambda: monkeypatch.delenv("NHACVIEC_NOW")


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_a_rehearsal_writes_nothing_into_a_registry_of_real_time(
    nhacviec: Nhacviec, address: str, command: tuple[str, ...]
) -> None:
    lives(address, TimeKind.REAL)
    done = nhacviec(*command)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("NHACVIEC_NOW: sổ nhiệm vụ sqlite:///")
    assert "đặt NHACVIEC_DATABASE_URL sang một sổ riêng để diễn tập" in done.err


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_real_life_writes_nothing_into_a_registry_of_a_rehearsal(
    nhacviec: Nhacviec, address: str, command: tuple[str, ...], in_real_time: Callable[[], None]
) -> None:
    lives(address, TimeKind.REHEARSAL)
    in_real_time()
    done = nhacviec(*command)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("NHACVIEC_NOW: chưa đặt, mà sổ nhiệm vụ sqlite:///")


def test_a_plan_is_not_read_in_by_another_time(nhacviec: Nhacviec, address: str, tmp_path: Path) -> None:
    lives(address, TimeKind.REAL)
    plan = seed("ke-hoach-175-kh-ubnd.txt")
    assert nhacviec("plan", "import", str(plan)).status == 0
    assert nhacviec("plan", "import", str(plan), "--apply").status == 1


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_command_that_only_reads_lives_at_the_rehearsed_time(
    nhacviec: Nhacviec, address: str, command: tuple[str, ...]
) -> None:
    lives(address, TimeKind.REAL)
    assert nhacviec(*command, "--json").err == ""


@pytest.mark.parametrize("kind", TimeKind)
def test_a_bot_keeps_in_which_time_it_lives_and_refuses_the_other(
    nhacviec: Nhacviec, settings: Put, address: str, kind: TimeKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[object] = []

    async def serve(*about: object, is_cluster: bool) -> None:
        served.append(about)

    monkeypatch.setattr("bot.service.service.serve", serve)
    settings(telegram_token="123456789:AAEbJ0vZs5mA1kqTq9m8YcQ2dR7uXw4LhPo")
    if kind is TimeKind.REAL:
        monkeypatch.delenv("NHACVIEC_NOW")
    assert nhacviec("run").status == 0
    assert nhacviec("run").status == 0
    if kind is TimeKind.REAL:
        settings(now=REHEARSAL)
    else:
        monkeypatch.delenv("NHACVIEC_NOW")
    assert nhacviec("run").status == 1
    assert len(served) == 2


def test_a_chat_that_came_to_nothing_leaves_the_registry_free(nhacviec: Nhacviec, address: str) -> None:
    assert nhacviec("chat", "--as", "zzz").status == 1
    store = Store(address)
    with store.read() as session:
        assert time_kinds.get_kind(session, PULSE) is None
    store.close()


@pytest.mark.parametrize(
    ("behind", "kind"),
    [
        (timedelta(hours=1), TimeKind.REAL),
        (timedelta(days=9), TimeKind.REAL),
        (timedelta(days=400), None),
        (-timedelta(days=3), None),
    ],
)
def test_a_registry_from_before_this_was_kept_lived_in_the_days_it_planned(
    tmp_path: Path, behind: timedelta, kind: TimeKind | None
) -> None:
    store = open_registry(f"sqlite:///{tmp_path}/older.db")
    ran = SystemClock().wall()
    with store.write() as session:
        heartbeats.record_beat(session, health.ENGINE, ran)
        heartbeats.record_beat(session, PULSE, ran - behind)
    with store.read() as session:
        assert time_kinds.get_kind(session, PULSE) is kind
    store.close()
