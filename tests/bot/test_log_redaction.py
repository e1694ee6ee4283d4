"""Nothing the process writes holds a secret: neither a log line, nor a traceback, nor a warning."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from time import process_time

import pytest

from bot.log_redaction import HIDDEN, Redactor, configure_logging
from tests.processes.logs import logging_of_a_process

TOKEN = "123456789:AAtest_test_test_test_test_test_test"
OTHER_BOT = "987654321:BBtest_test_test_test_test_test_test"
PASSWORD = "mat-khau-cua-so"


@contextmanager
def logging_as_in_the_process() -> Iterator[None]:
    """Afterwards it is as the test run has it."""
    with logging_of_a_process():
        configure_logging("DEBUG", [TOKEN, PASSWORD, ""])
        yield


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/getMe", f"POST https://api.telegram.org/bot{HIDDEN}/getMe"),
        (f"bot{OTHER_BOT}", f"bot{HIDDEN}"),
        (TOKEN.replace(":", "%3A"), HIDDEN),
        (
            f"postgresql+psycopg://nhacviec:{PASSWORD}@localhost/so",
            f"postgresql+psycopg://nhacviec:{HIDDEN}@localhost/so",
        ),
        ("hạn 29/02/2024 lúc 08:00, 12/KH-UBND", "hạn 29/02/2024 lúc 08:00, 12/KH-UBND"),
        ("", ""),
    ],
)
def test_secrets_and_what_looks_like_one_are_blotted_out(text: str, shown: str) -> None:
    assert Redactor([TOKEN, PASSWORD])(text) == shown


def test_a_long_run_of_figures_takes_no_longer_than_letters_do() -> None:
    began = process_time()
    assert Redactor()("1" * 100_000).isdecimal()
    assert process_time() - began < 2


def test_a_secret_within_a_secret_leaves_no_tail() -> None:
    assert Redactor(["abc", "abcdef"])("abcdef") == HIDDEN


def leak_in_message() -> None:
    logging.getLogger("x").warning(f"a {TOKEN} %s", {"b": PASSWORD})  # noqa: G004 - a careless caller


def leak_in_traceback() -> None:
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logging.getLogger("x").exception("hỏng")


def leak_in_stack() -> None:
    logging.getLogger("x").warning("đây", stack_info=True)  # 123456789:AAtest_test_test_test_test_test_test


def leak_in_bad_arguments() -> None:
    logging.getLogger("x").warning("%d", TOKEN)


@pytest.mark.parametrize(
    ("leak", "written"),
    [
        (leak_in_message, f"a {HIDDEN} {{'b': '{HIDDEN}'}}"),
        (leak_in_traceback, f"ValueError: {HIDDEN}"),
        (leak_in_stack, f"# {HIDDEN}"),
        (leak_in_bad_arguments, "a log line could not be written"),
    ],
)
def test_a_log_line_is_redacted(capsys: pytest.CaptureFixture[str], leak: Callable[[], None], written: str) -> None:
    with logging_as_in_the_process():
        leak()
    shown = capsys.readouterr().err
    assert written in shown
    assert not any(secret in shown for secret in (TOKEN, PASSWORD))


def test_a_line_as_json_holds_the_same_and_no_secret(capsys: pytest.CaptureFixture[str]) -> None:
    quoted = 'mật"khẩu\\1'
    with logging_of_a_process():
        configure_logging("INFO", [TOKEN, quoted], as_json=True)
        logging.getLogger("bot.x").warning("hạn %s, %s", "29/02", quoted)
        leak_in_traceback()
        logging.getLogger("bot.x").info("số %d", 7)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["level"], line["logger"], line["event"]) for line in lines] == [
        ("warning", "bot.x", f"hạn 29/02, {HIDDEN}"),
        ("error", "x", "hỏng"),
        ("info", "bot.x", "số 7"),
    ]
    assert lines[1]["exception"].splitlines()[-1] == f"ValueError: {HIDDEN}"
    assert all(datetime.fromisoformat(line["timestamp"]).utcoffset() == timedelta() for line in lines)


@pytest.mark.parametrize(
    ("leak", "written"), [(leak_in_message, HIDDEN), (leak_in_stack, HIDDEN), (leak_in_bad_arguments, "could not")]
)
def test_a_json_line_is_redacted(capsys: pytest.CaptureFixture[str], leak: Callable[[], None], written: str) -> None:
    with logging_of_a_process():
        configure_logging("DEBUG", [TOKEN, PASSWORD], as_json=True)
        leak()
    shown = capsys.readouterr().err
    assert written in shown
    assert not any(secret in shown for secret in (TOKEN, PASSWORD))


@pytest.mark.parametrize("name", ["httpx", "httpcore", "telegram.Bot"])
def test_what_libraries_say_of_each_call_is_not_written(capsys: pytest.CaptureFixture[str], name: str) -> None:
    with logging_as_in_the_process():
        logging.getLogger(name).info("HTTP Request")
    assert capsys.readouterr().err == ""


CARELESS = f"""
import asyncio, threading, warnings
from bot.log_redaction import configure_logging
configure_logging("DEBUG", [])

def fail():
    raise ValueError("{TOKEN}")

class Leaking:
    def __del__(self):
        fail()

async def forgotten():
    async def background():
        fail()
    task = asyncio.create_task(background())
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(fail)

warnings.warn("{TOKEN}")
thread = threading.Thread(target=fail)
thread.start()
thread.join()
Leaking()
asyncio.run(forgotten())
fail()
"""

NO_NETWORK = f"""
import asyncio, logging
from unittest.mock import Mock
from bot.channels.telegram.channel import TelegramChannel
from bot.log_redaction import configure_logging
from handlers.base.messages import Reply
from scheduler.clock import SystemClock

async def main():
    channel = TelegramChannel("{TOKEN}", None, Mock(), None, SystemClock().now, base_url="http://127.0.0.1:9/bot")
    troubled = asyncio.Event()
    logging.getLogger("bot.channels.receiving.phases").addFilter(lambda record: troubled.set() or True)
    receiving = asyncio.create_task(channel.run())
    await troubled.wait()
    print(repr(channel), channel.state)
    try:
        await channel.send("7", Reply(body="x"))
    finally:
        receiving.cancel()
        await asyncio.wait([receiving])

configure_logging("DEBUG", [])
asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        pytest.param(CARELESS, f"ValueError: {HIDDEN}", id="uncaught everywhere"),
        pytest.param(NO_NETWORK, "scheduler.sending.errors.Passing: ClientConnectorError", id="no network"),
    ],
)
def test_a_process_that_fails_writes_no_token(program: str, expected: str) -> None:
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300)
    written = ended.stdout + ended.stderr
    assert ended.returncode == 1
    assert expected in written
    assert TOKEN not in written
    assert TOKEN.partition(":")[2] not in written


def test_every_way_out_of_a_careless_process_is_covered() -> None:
    ended = subprocess.run([sys.executable, "-c", CARELESS], capture_output=True, text=True, timeout=300)
    ways = (
        "UserWarning",
        "uncaught in thread",
        "Leaking",
        "Task exception was never retrieved",
        "Exception in callback",
    )
    assert [way for way in ways if way not in ended.stderr] == []
