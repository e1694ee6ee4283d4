"""`nhacviec demo` from outside: its port, its date, its end."""

import errno
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest
import typer
from typer.testing import CliRunner

from bot.cli.commands.demo import demo

SERVE_PAPER = """
import asyncio
from bot.demo.server import DemoServer
from bot.http.listening import listen
from tests.bot.demo.paper_house import PaperHouse

listening = listen(0)
print(listening.getsockname()[1], flush=True)
house = PaperHouse()
asyncio.run(DemoServer(house).live(listening))
print("house closed:", house.ran)
"""


@pytest.fixture
def program() -> typer.Typer:
    app = typer.Typer()
    app.command()(demo)
    return app


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other_program:
        yield other_program.getsockname()[1]


def test_a_busy_port_is_one_sentence_that_says_what_to_do(program: typer.Typer, busy_port: int) -> None:
    result = CliRunner().invoke(program, ["--port", str(busy_port)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"Cổng {busy_port} đang có chương trình khác dùng; chọn cổng khác: nhacviec demo --port {busy_port + 1}\n"
    )


def test_a_port_that_is_not_allowed_is_one_sentence_too(
    program: typer.Typer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(port: int) -> socket.socket:
        raise PermissionError(errno.EACCES, f"port {port}")

    monkeypatch.setattr("bot.http.listening.listen", refused)
    result = CliRunner().invoke(program, ["--port", "80"])
    assert (result.exit_code, result.stderr) == (
        1,
        "Cổng 80 không mở được trên máy này; chọn cổng khác: nhacviec demo --port 8080\n",
    )


@pytest.mark.parametrize("day", ["31/02/2024", "2024-02-31", "mai", ""])
def test_a_date_that_is_none_is_wrong_usage(program: typer.Typer, day: str) -> None:
    result = CliRunner().invoke(program, ["--port", "0", "--today", day])
    assert result.exit_code == 2
    assert "cần một ngày" in result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_closes_the_house_and_ends_cleanly(number: signal.Signals) -> None:
    """Also while a page is open: its stream would never end by itself."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE_PAPER], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        with httpx.Client(base_url=f"http://127.0.0.1:{process.stdout.readline().strip()}") as client:
            chat = client.post("/api/sit", json={"agency": "stp", "role": "officer"}).json()["chat"]
            with client.stream("GET", "/api/stream", params={"chat": chat}) as stream:
                next(stream.iter_lines())
                process.send_signal(number)
                out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (0, "house closed: True\n", "")
