"""What is not a plan is refused with its reason, before anything is made of it, and soon."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import PlanUnreadable
from data.plans.draft import PlanDraft
from data.plans.reading import read_plan
from data.seeds import seed
from handlers.views.plans.remarks import in_spoken_language

SOURCE = seed("ke-hoach-175-kh-ubnd.txt").read_text(encoding="utf-8")
LINES = SOURCE.split("\n")

Read = Callable[[bytes], PlanDraft[str]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads bytes as a plan without a file beside it."""

    def read(content: bytes) -> PlanDraft[str]:
        path = tmp_path / "ke-hoach.txt"
        path.write_bytes(content)
        return in_spoken_language(read_plan(path))

    return read


def _without_year() -> str:
    return (
        SOURCE.replace("ngày 29 tháng 12 năm 2023", "ngày    tháng    năm")
        .replace("năm 2024", "")
        .replace("NĂM 2024", "")
    )


@pytest.mark.parametrize(
    ("reason", "content"),
    [
        ("empty", b""),
        ("empty", b" \r\n\t\n"),
        ("empty", b"\xef\xbb\xbf\n"),
        ("damaged", b"PK\x03\x04\x14\x00\x06\x00\x08\x00 word/document.xml"),
        ("binary", bytes(range(256)) * 20),
        ("encoding", "Kế hoạch".encode("utf-16")),
        ("encoding", SOURCE.encode("utf-16-le")),
        ("encoding", SOURCE.encode("utf-16-be")),
        ("encoding", "K\xea ho\xe1ch c\xe3i c\xe1ch".encode("latin-1")),
        ("encoding", "Thái Bình, kế hoạch".encode("cp1258", "replace")),
        ("no_table", b"Just a letter."),
        ("no_table", "\n".join(LINES[:205]).encode()),
        ("no_table", "\n".join(LINES[:212]).encode()),
        ("no_year", _without_year().encode()),
    ],
)
def test_what_is_not_a_plan_is_refused(read: Read, reason: str, content: bytes) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        read(content)
    assert refused.value.reason == reason


def test_without_a_file_beside_it_all_rows_are_read_and_the_duties_of_the_body_offered(read: Read) -> None:
    plan = read(SOURCE.replace("Nơi nhận:", "Nơi gửi:").encode())  # a copy of the shipped plan would be confirmed
    assert len(plan.tasks) == 40
    assert [candidate.code for candidate in plan.candidates] == [None] * 4
    assert plan.confirmation


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_of_other_systems_change_nothing(read: Read, ending: str) -> None:
    assert read(SOURCE.replace("\n", ending).encode()) == read(SOURCE.encode())


def test_a_file_cut_in_the_middle_of_the_table_gives_what_is_there(read: Read) -> None:
    cut = "\n".join(LINES[:229])[:-40]
    plan = read(cut.encode())
    assert [task.code for task in plan.tasks][-2:] == ["II.2", "II.3"]
    assert any("“Thời gian thực hiện” để trống" in warning for warning in plan.tasks[-1].warnings)


def _noise(size: int) -> str:
    letters = random.Random(175).choices("abc 0123/;,-()\t quý tháng năm trước", k=size)
    return "\n".join("".join(letters[start : start + 80]) for start in range(0, size, 80))


def _with(line: str, *, at: int) -> str:
    """The plan up to a line, and then this one."""
    return "\n".join([*LINES[:at], line])


NOISE: dict[str, Callable[[], str]] = {
    "noise": lambda: _noise(1_000_000),
    "one line": lambda: "1/2 " * 250_000,
    "long sentence": lambda: _with("trước ngày 1/2, " * 62_500 + "\n".join(LINES[10:]), at=10),
    "long time": lambda: _with("1\tx\ty\tSở Tư pháp\t\t" + "quý I, " * 150_000, at=213),
    "long names": lambda: _with("1\tx\ty\t" + "Sở Tư, " * 150_000 + "\t\tquý I", at=213),
    "cut rows": lambda: _with("\tmột đoạn của hàng trên\t\t\t\t\n" * 20_000, at=214),
}
"""Made when it is read: whoever only looks for tests would wait for it, too."""


@pytest.mark.parametrize("kind", NOISE)
def test_a_megabyte_of_noise_takes_seconds(read: Read, kind: str) -> None:
    content = NOISE[kind]().encode()
    begun = time.process_time()
    try:
        assert len(read(content).tasks) <= 40
    except PlanUnreadable as refused:
        assert refused.reason == "no_table"  # noqa: PT017 - either is right, hanging is not
    assert time.process_time() - begun < 10  # what grows faster than its length takes hours
