"""`nhacviec status`: in words, in JSON and by its exit status."""

import json
import socket
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from data.database.seats import Seats
from data.registry.office import health, heartbeats
from data.schema import revisions
from data.store import Store
from scheduler.channel_health import Trouble, record_channel
from scheduler.clock import SystemClock
from scheduler.planning.planner import PULSE
from tests.bot.conftest import Nhacviec

MORNING = SystemClock().now().fromisoformat("2024-02-26T08:00:00+07:00")
KEPT_OUT = Trouble("có tiến trình khác đang nhận tin bằng cùng mã bot này", lasting=True)


def told(nhacviec: Nhacviec) -> tuple[int, Any]:
    """Exit status and document."""
    done = nhacviec("status", "--json")
    assert done.err == ""
    return done.status, json.loads(done.out)


@pytest.fixture
def beats(plan_175: None, tmp_path: Path) -> Callable[..., None]:
    """Has the office beat just now, with a channel as it is told."""

    def beat(trouble: Trouble | None = None) -> None:
        wall = SystemClock().now()
        with closing(Store(f"sqlite:///{tmp_path}/registry.db")) as store, store.write() as session:
            heartbeats.record_beat(session, health.ENGINE, wall)
            heartbeats.record_beat(session, PULSE, MORNING)
            record_channel(session, "telegram", trouble, wall)

    return beat


def test_an_office_that_has_not_run(nhacviec: Nhacviec, plan_175: None, tmp_path: Path) -> None:
    assert told(nhacviec) == (
        1,
        {
            "ok": False,
            "problems": ["bot không chạy hoặc đã đứng từ hơn 5 phút nay", "bản tin hôm nay chưa được lập"],
            "well": False,
            "alarms": ["silent", "unplanned"],
            "database": {"address": f"sqlite:///{tmp_path}/registry.db", "schema": revisions()[-1]},
            "last_tick": None,
            "trouble": None,
            "last_planned": None,
            "oldest_unsent": None,
            "set_aside": 0,
            "unreachable_officers": 0,
            "channels": [],
            "processes": [],
            "unheard_agencies": 286,
            "zalo": [],
            "seats": [],
        },
    )


def test_an_office_that_is_well(nhacviec: Nhacviec, beats: Callable[..., None]) -> None:
    beats()
    status, document = told(nhacviec)
    assert (status, document["ok"], document["well"], document["problems"], document["alarms"]) == (
        0,
        True,
        True,
        [],
        [],
    )
    [channel] = document["channels"]
    assert channel == {
        "name": "telegram",
        "ok": True,
        "trouble": None,
        "channel": "telegram",
        "last_heard": channel["last_heard"],
    }
    assert [one["name"] for one in document["processes"]] == ["engine"]
    said = nhacviec("status")
    assert (said.status, said.err, said.out.splitlines()[-1]) == (0, "", "Bot ổn.")


def test_a_channel_that_is_kept_out_is_an_alarm(nhacviec: Nhacviec, beats: Callable[..., None]) -> None:
    beats(KEPT_OUT)
    status, document = told(nhacviec)
    problem = f"kênh telegram không nhận được tin: {KEPT_OUT.reason}"
    assert (status, document["ok"], document["alarms"], document["problems"]) == (1, False, ["channel"], [problem])
    assert [(one["ok"], one["trouble"]) for one in document["channels"]] == [(False, KEPT_OUT.reason)]
    said = nhacviec("status")
    assert (said.status, said.out.splitlines()[-1]) == (1, f"Bot chưa ổn: {problem}.")


def test_a_network_that_has_just_gone_is_shown_and_no_alarm_yet(
    nhacviec: Nhacviec, beats: Callable[..., None]
) -> None:
    beats(Trouble("chưa kết nối được, vẫn đang thử lại"))
    status, document = told(nhacviec)
    assert (status, document["ok"]) == (0, True)
    assert [(one["ok"], one["trouble"]) for one in document["channels"]] == [
        (True, "chưa kết nối được, vẫn đang thử lại")
    ]
    assert "Kênh telegram: chưa kết nối được, vẫn đang thử lại" in nhacviec("status").out


def test_a_status_changes_nothing(nhacviec: Nhacviec, beats: Callable[..., None], tmp_path: Path) -> None:
    beats()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert nhacviec("status").status == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_bot_that_has_stopped_is_an_alarm(nhacviec: Nhacviec, beats: Callable[..., None], tmp_path: Path) -> None:
    beats()
    with closing(Store(f"sqlite:///{tmp_path}/registry.db")) as store, store.write() as session:
        heartbeats.record_beat(session, health.ENGINE, SystemClock().now() - timedelta(minutes=6))
    status, document = told(nhacviec)
    assert (status, document["alarms"]) == (1, ["silent"])


def test_processes_that_serve_a_registry_on_a_server_or_stand_by_are_told(
    nhacviec: Nhacviec, settings: Callable[..., None], new_postgresql: Callable[[], str]
) -> None:
    url = new_postgresql()
    settings(database_url=url)
    one, other = (Seats(make_url(url), ["telegram"]) for _ in range(2))
    for seats in (one, other):
        seats.take()
    _status, document = told(nhacviec)
    assert sorted(seat["serving"] for seat in document["seats"]) == [False, True]
    said = nhacviec("status").out
    host = socket.gethostname()[:30]
    assert f"Máy {host}: đang phục vụ, nhịp cuối " in said
    assert f"Máy {host}: đứng dự phòng, nhịp cuối " in said
    assert [seat["beats"] for seat in document["seats"]] == [True, True]
    for seats in (one, other):
        seats.close()


def test_a_virus_scanner_that_does_not_answer_is_told_of(
    nhacviec: Nhacviec, beats: Callable[..., None], settings: Callable[..., None], tmp_path: Path
) -> None:
    beats()
    settings(clamd=f"unix:{tmp_path}/clamd.ctl")
    status, document = told(nhacviec)
    assert (status, document["ok"], document["problems"]) == (1, False, ["clamd không trả lời (FileNotFoundError)"])
    assert "Bot chưa ổn: clamd không trả lời (FileNotFoundError)." in nhacviec("status").out
