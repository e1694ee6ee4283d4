"""The command line as a test uses it: settings of its own, a registry of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.program import run


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str


Nhacviec = Callable[..., Outcome]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Sets variables by their names without the prefix, in a folder without a `.env`."""
    monkeypatch.chdir(tmp_path)

    def put(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"NHACVIEC_{name.upper()}", value)

    put(database_url=f"sqlite:///{tmp_path}/registry.db")
    return put


@pytest.fixture
def nhacviec(settings: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> Nhacviec:
    """Runs a command in this process."""

    def call(*arguments: str) -> Outcome:
        capsys.readouterr()
        status = run(list(arguments))
        said = capsys.readouterr()
        return Outcome(status, said.out, said.err)

    return call
