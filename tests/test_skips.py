"""A run tells what it skipped, and fails for it where skipping is forbidden."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import os
import pytest

@pytest.mark.skip(reason="không có trình duyệt")
def test_in_a_browser(): ...

@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"])
def test_on_a_database(database_url):
    assert "NHACVIEC_NO_SKIP" not in os.environ
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    (tmp_path / "test_sample.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p tests.skips -p no:cacheprovider\n")
    return tmp_path


def finished(suite: Path, *arguments: str, no_skip: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-c", str(suite / "pytest.ini"), str(suite), *arguments]
    environment = {**os.environ, "NHACVIEC_NO_SKIP": no_skip}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)


def test_a_skip_is_told_with_its_reason(suite: Path) -> None:
    done = finished(suite, no_skip="")
    assert done.returncode == 0
    assert "Đã chạy: 2 kiểm thử (trong đó SQLite 1, PostgreSQL 1, trình duyệt 0)" in done.stdout
    assert "Bỏ qua: 1\n" in done.stdout
    assert "test_sample.py::test_in_a_browser: không có trình duyệt" in done.stdout


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_skip_fails_the_run_where_it_is_forbidden(suite: Path, workers: str) -> None:
    done = finished(suite, "-n", workers, no_skip="1")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert "Bỏ qua: 1, và không được phép bỏ qua" in done.stdout


def test_a_run_without_skips_succeeds_either_way(suite: Path) -> None:
    assert finished(suite, "-k", "database", no_skip="1").returncode == 0
