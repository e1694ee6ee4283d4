"""Every command that changes a record says in the audit trail what was before or after, who and where.

The commands are those that the program has: one that is new fails here until an example of it is given.
"""

import io
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col
from typer.main import get_command

from bot.cli.command_tree import app
from data.database.durable_acts import _WORK_TABLES
from data.models import AuditEntry
from data.models.base import Table
from data.seeds import seed
from data.store import Store
from tests.bot.conftest import Nhacviec
from tests.databases.postgresql import PostgresqlServer
from tests.handlers.accounting import COUNTED, ENTRIES
from tests.loopback.server import BotApi
from tests.loopback.zalo.server import TOKEN as ZALO
from tests.loopback.zalo.server import ZaloApi

BY = "Nguyễn Văn Mẫu"
STAYS = {
    "run": "serves until a signal; its settings are recorded",
    "demo": "its own registry",
}
"""Commands that do not end by themselves."""

AGENCIES = "code,name\nphong-mau,Phòng Mẫu\n"
DAYS = "date,kind,name,document\n2024-08-30,off,Nghỉ bù,12/TB-UBND\n"


def examples(folder: Path, copied: str) -> dict[str, Sequence[str]]:
    """What each command is given, in the order in which they are given; "{code}" is that of the last invitation."""
    return {
        "chat": ["--as", "stp"],
        "ask": ["tuần này phải nộp gì", "--as", "stp"],
        "duties": [],
        "summary": [],
        "status": [],
        "plan show": [],
        "plan list": [],
        "plan explain": ["Quý II/2024"],
        "plan close": ["175/KH-UBND"],
        "plan reopen": ["175/KH-UBND"],
        "agency list": [],
        "agency groups": [],
        "agency group": ["Ba sở", "--phrase", "ba sở", "--member", "stp", "--member", "stc"],
        "officer invite": ["--agency", "stp", "--name", "An", "--json"],
        "officer invitations": [],
        "officer revoke": ["{code}"],
        "officer list": [],
        "page link": ["1"],
        "page end": ["1"],
        "page list": [],
        "person export": ["1", "--out", str(folder / "own.xlsx")],
        "reminders preview": ["--from", "2024-03-01", "--to", "2024-03-31"],
        "export xlsx": ["--out", str(folder / "a.xlsx")],
        "export docx": ["--out", str(folder / "a.docx")],
        "export ics": ["--agency", "stp", "--out", str(folder / "a.ics")],
        "export png": ["--out", str(folder / "a.png")],
        "days import": [str(folder / "days.csv")],
        "audit export": ["--from", "2024-01-01", "--to", "2024-12-31"],
        "db check": [],
        "db upgrade": [],
        "db backup": [str(folder / "copy.nhacviec")],
        "db copy": [copied],
        "webhook show": [],
        "webhook set": [],
        "webhook delete": [],
        "zalo list": [],
        "zalo move": ["--agency", "stp", "--to", "zalo-4455667788"],
        "zalo resume": ["zalo-4455667788"],
        "officer leave": ["1"],
        "person erase": ["1", "--yes"],
        "agency merge": ["stttt", "--into", "sgtvt", "--on", "2024-02-20", "--document", "1/NQ-HĐND"],
        "agency import": [str(folder / "agencies.csv"), "--directory", "mau", "--name", "Mẫu", "--apply"],
        "agency setup": ["--province", "Hưng Yên", "--level", "province", "--apply"],
        "plan import": [str(folder / "plan.txt"), "--apply"],
        "db restore": [str(folder / "copy.nhacviec"), "--replace"],
    }


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, bool]]:
    """Every command of the program, and whether it takes --by."""
    if hasattr(command, "commands"):
        for name, inner in command.commands.items():
            yield from commands(inner, (*path, name))
    else:
        yield " ".join(path), any("--by" in one.opts for one in command.params)


def contents(path: Path) -> dict[str, list[str]]:
    """The rows of every table of records."""
    left_out = _WORK_TABLES | COUNTED.keys() | ENTRIES
    with closing(Store(f"sqlite:///{path}")) as store, store.read() as session:
        tables = [table for table in Table.metadata.sorted_tables if table.name not in left_out]
        return {table.name: sorted(map(repr, session.execute(select(table)))) for table in tables}


def entries(path: Path) -> dict[tuple[object, ...], AuditEntry]:
    """The entries of the trail; of a registry that was restored those that were not in the one before are new."""
    with closing(Store(f"sqlite:///{path}")) as store, store.read() as session:
        found = session.execute(select(AuditEntry).order_by(col(AuditEntry.id))).scalars()
        return {(one.id, one.at, one.action, one.subject): one for one in found}


@pytest.fixture
def shell(settings: Callable[..., None], plan_175: None, tmp_path: Path) -> Iterator[Path]:
    with BotApi() as telegram, ZaloApi() as zalo:
        settings(
            telegram_token=telegram.token,
            telegram_base_url=telegram.base_url,
            zalo_token=ZALO,
            zalo_base_url=zalo.base_url,
            page="true",
            http_port="8080",
            public_url="https://nhacviec.example.vn",
            webhook_secret="s" * 32,
            by=BY,
        )
        shutil.copy(seed("ke-hoach-175-kh-ubnd.txt"), tmp_path / "plan.txt")
        (tmp_path / "days.csv").write_text(DAYS, encoding="utf-8")
        (tmp_path / "agencies.csv").write_text(AGENCIES, encoding="utf-8")
        yield tmp_path


def test_every_command_that_changes_a_record_is_accounted_for(
    nhacviec: Nhacviec, shell: Path, postgresql: PostgresqlServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry, given = shell / "registry.db", examples(shell, postgresql.new())
    known = {name for name, _by in commands(get_command(app))}
    assert given.keys() | STAYS.keys() == known, "a command without an example, or an example without a command"
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    faults, wrote, code = {}, [], ""
    for name, arguments in given.items():
        before, known_entries = contents(registry), entries(registry).keys()
        done = nhacviec(*name.split(), *(one.format(code=code) for one in arguments))
        changed = [table for table, rows in contents(registry).items() if rows != before[table]]
        if name == "officer invite":
            code = json.loads(done.out)["code"]
        if done.status not in (0, 1 if name == "status" else 0):
            faults[name] = done.err or done.out[-300:]
        elif changed:
            wrote.append(name)
            if fault := fault_of([one for key, one in entries(registry).items() if key not in known_entries]):
                faults[name] = f"{fault} of {changed}"
    print(wrote)
    print(json.dumps(faults, ensure_ascii=False, indent=1))
    assert faults == {}


def fault_of(added: list[AuditEntry]) -> str:
    if not any(entry.before or entry.after for entry in added):
        return f"neither before nor after in {[entry.action for entry in added]}"
    nameless = [entry.action for entry in added if entry.channel != "console" or BY not in (entry.person or "")]
    return f"{nameless} do not say who or where" if nameless else ""
