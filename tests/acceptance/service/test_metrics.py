"""The running bot is measured at a port of its own, and its log can be read by programs."""

import json
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.acceptance.house import PATIENCE, House, wait_until
from tests.acceptance.test_handing_out import free_port
from tests.loopback import faults
from tests.loopback.server import BotApi


def figures(port: int) -> dict[str, float]:
    """Every figure with its labels as they are written."""
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as answer:
        lines = answer.read().decode().splitlines()
    return {name: float(value) for name, _blank, value in (line.rpartition(" ") for line in lines if line[0] != "#")}


def test_a_bot_at_work_is_measured_and_its_log_is_json(house: House, api: BotApi) -> None:
    port, officer = free_port(), house.enrol_officer(1, name="Nguyễn Thị Bí Mật")
    with house.running(metrics_port=str(port), log_format="json") as bot:
        officer.says("/toi")
        officer.wait_for_message(lambda message: "Anh/chị là" in message.text, PATIENCE)
        wait_until(lambda: figures(port).get('nhacviec_send_seconds_count{channel="telegram"}', 0) >= 1)
        wait_until(lambda: figures(port)['nhacviec_alarm{alarm="silent"}'] == 0)
        found = figures(port)
        assert found['nhacviec_turn_seconds_count{channel="telegram"}'] >= 1
        assert found["nhacviec_registry_up"] == 1
        assert found["process_resident_memory_bytes"] > 1e7
        with pytest.raises(HTTPError):  # nothing else is handed out there
            urlopen(f"http://127.0.0.1:{port}/lich/x", timeout=PATIENCE)
        assert "Bí Mật" not in str(found)
        api.fail("sendMessage", faults.server_error())
        officer.says("/nhiemvu")
        officer.wait_for_message(lambda message: "📋" in message.text, PATIENCE)
        assert bot.stop() == 0
    for line in house.written.splitlines():
        assert json.loads(line).keys() >= {"timestamp", "level", "logger", "event"}
