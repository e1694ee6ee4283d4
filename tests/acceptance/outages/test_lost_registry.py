"""The registry's file is taken away under the running bot: it says so, writes nothing, and makes no other."""

import json
import shutil
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.acceptance.house import PATIENCE, House, wait_until
from tests.acceptance.test_handing_out import free_port
from tests.databases.registries import SqliteFiles, with_plan_175


@pytest.fixture
def database_of_house(sqlite: SqliteFiles, tmp_path: Path) -> str:
    """Return the address of a SQLite registry in its own folder."""
    (tmp_path / "data").mkdir()
    return f"sqlite:///{shutil.move(sqlite.copy_of(with_plan_175)[10:], tmp_path / 'data' / 'registry.db')}"


def healthy(port: int) -> tuple[int, object]:
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE) as answer:
            return answer.status, json.loads(answer.read())
    except HTTPError as refused:
        return refused.code, json.loads(refused.read())


def test_a_registry_that_is_deleted_is_noticed_and_one_that_is_put_back_is_used_again(house: House) -> None:
    port, officer = free_port(), house.enrol_officer(1)
    data, away = house.folder / "data", house.folder / "away"
    with house.running(http_port=str(port)) as bot:
        officer.says("/toi")
        officer.wait_for_message(lambda message: "Anh/chị là" in message.text, PATIENCE)
        assert healthy(port) == (200, {"ok": True})
        away.mkdir()
        for file in data.iterdir():
            file.rename(away / file.name)
        officer.says("/toi")
        officer.wait_for_message(lambda message: "Có lỗi ở phía hệ thống" in message.text, PATIENCE)
        assert healthy(port) == (503, {"ok": False, "fault": "gone"})
        told = house.ask("status", status=1)
        assert (told["ok"], told["alarms"]) == (False, ["unusable"])
        assert "Không có sổ nhiệm vụ ở" in told["problems"][0]
        wait_until(lambda: "a tick failed" in house.written)
        assert list(data.iterdir()) == []
        assert house.written.count("the registry's file is gone, nothing is written") == 1
        assert bot.alive
        for file in away.iterdir():
            file.rename(data / file.name)
        officer.says("/toi")
        officer.wait_for_message(lambda message: "Anh/chị là" in message.text, PATIENCE)
        assert healthy(port) == (200, {"ok": True})
        assert bot.stop() == 0


def test_another_registry_under_the_same_name_is_not_written_to(house: House, sqlite: SqliteFiles) -> None:
    officer, path = house.enrol_officer(1), house.folder / "data" / "registry.db"
    other = Path(shutil.move(sqlite.copy_of(with_plan_175)[10:], house.folder / "other.db"))
    content = other.read_bytes()
    with house.running() as bot:
        officer.says("/toi")
        officer.wait_for_message(lambda message: "Anh/chị là" in message.text, PATIENCE)
        for beside in path.parent.glob("registry.db-*"):
            beside.unlink()
        other.replace(path)
        officer.says("/toi")
        officer.wait_for_message(lambda message: "Có lỗi ở phía hệ thống" in message.text, PATIENCE)
        wait_until(lambda: "a tick failed" in house.written)
        assert bot.stop() == 0
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == ["registry.db"]
    assert "the registry's file is replaced, nothing is written" in house.written


def test_what_the_bot_keeps_is_its_owners_alone(house: House) -> None:
    """Whatever the system grants to others, and though the registry could be read by them until now."""
    path = house.folder / "data" / "registry.db"
    path.chmod(0o644)
    officer = house.enrol_officer(1)
    path.chmod(0o644)
    with house.running():
        officer.says("/toi")
        officer.wait_for_message(lambda message: "Anh/chị là" in message.text, PATIENCE)
        assert {file.name: file.stat().st_mode & 0o077 for file in path.parent.iterdir()} == {
            "registry.db": 0,
            "registry.db-wal": 0,
            "registry.db-shm": 0,
        }
