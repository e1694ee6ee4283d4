"""Child processes: what they answer, and that nothing they do reaches the bot."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.confined.children import ChildFailed, Children
from bot.confined.limits import Limits
from handlers.base.file_inspection import inspect_file
from tests.data.documents_of_attackers import bomb, open_text, pdf, word


def tell_environment(_kind: str, _content: bytes) -> str:
    return ",".join(sorted(os.environ))


def read_a_file(kind: str, _content: bytes) -> str:
    return Path(kind).read_text()


def eat_memory(_kind: str, _content: bytes) -> str:
    return str(len(b"x" * (2 << 30)))


def never_end(_kind: str, _content: bytes) -> str:
    while True:
        time.sleep(0.01)


def say_too_much(_kind: str, _content: bytes) -> str:
    return "x" * 100_000


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("pdf", pdf("TOI MAT"), "secret"),
        ("docx", word(), ""),
        ("odt", open_text("MẬT"), "secret"),
        ("docx", bomb, "file_bomb"),
    ],
)
async def test_a_child_answers_as_the_function_does(
    kind: str, content: bytes | Callable[[], bytes], said: str
) -> None:
    content = content() if callable(content) else content
    assert await Children().run(inspect_file, kind, content) == said


async def test_a_child_has_none_of_the_environment_of_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHACVIEC_TELEGRAM_TOKEN", "1:x")
    assert "NHACVIEC" not in await Children().run(tell_environment, "", b"")


@pytest.mark.parametrize(
    ("work", "limits"),
    [
        (read_a_file, Limits()),
        (eat_memory, Limits()),
        (never_end, Limits(wall=0.5)),
        (say_too_much, Limits(answer=1000)),
    ],
)
async def test_what_a_child_must_not_do_fails_in_the_child(work, limits: Limits) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ChildFailed):
        await Children(limits).run(work, "/etc/hostname", b"")
