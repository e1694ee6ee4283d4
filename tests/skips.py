"""Report of run and skipped tests; with NHACVIEC_NO_SKIP=1 a skipped test fails the run.

The variable is taken out of the environment: the programs that tests start refuse settings they do not know.
"""

import os
from collections.abc import Iterable

import pytest

FORBIDDEN = os.environ.pop("NHACVIEC_NO_SKIP", "") == "1"

_KINDS = (("SQLite", "[sqlite"), ("PostgreSQL", "[postgresql"), ("trình duyệt", "browser"))


def counted(node_ids: Iterable[str]) -> str:
    """Return the number of tests, and of those that ran on each database and in a browser."""
    ids = list(node_ids)
    parts = ", ".join(f"{name} {sum(sign in node_id for node_id in ids)}" for name, sign in _KINDS)
    return f"{len(ids)} kiểm thử (trong đó {parts})"


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that skipped where skipping is forbidden."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if FORBIDDEN and reporter and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write the last block of `make test`."""
    passed = [report.nodeid for report in terminalreporter.stats.get("passed", [])]
    skipped = terminalreporter.stats.get("skipped", [])
    terminalreporter.section("Tóm tắt")
    terminalreporter.line(f"Đã chạy: {counted(passed)}")
    terminalreporter.line(
        f"Bỏ qua: {len(skipped)}" + (", và không được phép bỏ qua" if skipped and FORBIDDEN else "")
    )
    for report in skipped:
        terminalreporter.line(f"  {report.nodeid}: {_reason(report.longrepr)}")


def _reason(longrepr: object) -> str:
    """Return the reason of a skip, which pytest keeps as (file, line, "Skipped: reason")."""
    return str(longrepr[2]).removeprefix("Skipped: ") if isinstance(longrepr, tuple) else str(longrepr)
