"""PostgreSQL stands still under the running bot: it says so, and makes up for the morning afterwards."""

import json
import time
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from data.database.postgresql import SILENCE_SECONDS
from tests.acceptance.house import PATIENCE, House, wait_until
from tests.acceptance.test_digest import day_of
from tests.acceptance.test_handing_out import free_port
from tests.databases.freezer import Freezer, freezable
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import with_plan_175

BEFORE_THE_DIGEST = "2024-02-26T07:59:40+07:00"
"""The digest's hour comes while the server stands still."""
SENTENCES = ("Hệ thống đang bận, chưa có gì được ghi.", "Có lỗi ở phía hệ thống, chưa có gì thay đổi.")
SLACK = 30.0
"""Seconds for a machine with other things to do."""


@pytest.fixture
def freezer(postgresql: PostgresqlServer) -> Iterator[Freezer]:
    url = postgresql.copy_of(with_plan_175)
    with freezable(url) as between:
        yield between
    postgresql.drop(url)


@pytest.fixture
def database_of_house(freezer: Freezer) -> str:
    return freezer.url


def ready(port: int) -> tuple[int, list[str]]:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=PATIENCE) as answer:
            return answer.status, json.loads(answer.read())["faults"]
    except HTTPError as refused:
        return refused.code, json.loads(refused.read())["faults"]


@pytest.mark.timeout(400)
def test_a_server_that_stands_still_is_told_of_and_the_morning_is_made_up_for(house: House, freezer: Freezer) -> None:
    port, officer = free_port(), house.enrol_officer(1)
    with house.running(http_port=str(port), now=BEFORE_THE_DIGEST) as bot:
        officer.says("/toi")
        officer.wait_for_message(lambda message: "Anh/chị là" in message.text, PATIENCE)
        wait_until(lambda: ready(port) == (200, []))
        freezer.frozen.set()
        began = time.monotonic()
        officer.says("/nhiemvu")
        wait_until(lambda: ready(port) == (503, ["database"]))
        told = officer.wait_for_message(lambda message: message.text.startswith(SENTENCES), PATIENCE)
        waited = time.monotonic() - began
        wait_until(lambda: "a tick failed" in house.written)
        assert "\n" not in told.text
        freezer.frozen.clear()
        assert waited < 2 * SILENCE_SECONDS + SLACK
        officer.says("/toi")
        officer.wait_for_message(
            lambda message: "Anh/chị là" in message.text and message.message_id > told.message_id, PATIENCE
        )
        officer.wait_for_message(lambda message: day_of(message.text) == "2024-02-26", PATIENCE)
        wait_until(lambda: ready(port) == (200, []))
        digests = [message for message in officer.messages if day_of(message.text)]
        assert len(digests) == 1
        assert bot.stop() == 0
