"""Every command that changes a record says in the audit trail what was before or after, who and where.

The commands are those that the program has: one that is new fails here until an example of it is given.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from io import BytesIO, TextIOWrapper
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
from data.plans.storing.waiting import waiting_plans
from data.registry.office import agencies, channel_months
from data.rules.viet_nam_time import month_of
from data.seeds import seed
from data.store import Store
from scheduler.clock import SystemClock
from tests.bot.channels.mail.test_bounces import report
from tests.bot.cli.commands.channels.test_mail import tell_by_mail
from tests.bot.conftest import Nhacviec
from tests.databases.postgresql import PostgresqlServer
from tests.handlers.accounting import COUNTED, ENTRIES
from tests.loopback.server import BotApi
from tests.loopback.zalo.server import TOKEN as ZALO
from tests.loopback.zalo.server import ZaloApi

BY = "Nguyễn Văn Mẫu"
Rows = dict[str, list[str]]
"""The rows of each table of records."""
AT = datetime.fromisoformat("2024-02-26T08:00:00+07:00")
STAYS = {"run", "demo", "officer first", "db files"}
"""Commands that do not end by themselves: the settings of the one are recorded, the other has its own registry; the
one for a registry without anybody (`test_first_start.py`), and that for one on PostgreSQL (`test_backups.py`).
"""
WRITES = {
    *("plan close", "plan reopen", "plan drafts", "plan rollover", "plan import", "days import"),
    *("agency group", "agency import", "agency merge", "agency setup"),
    *("officer invite", "officer revoke", "officer move", "officer leave", "person erase"),
    *("chat", "mail bounce", "db restore"),
}
"""Those that change records here. Ways into the page are no records but have entries; nobody is on a bot to move."""

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
        "plan drafts": ["--drop", "1"],
        "plan rollover": ["175/KH-UBND", "--keep-rest"],
        "plan explain": ["Quý II/2024"],
        "plan close": ["175/KH-UBND"],
        "plan reopen": ["175/KH-UBND"],
        "agency list": [],
        "agency groups": [],
        "agency successors": [],
        "agency group": ["Ba sở", "--phrase", "ba sở", "--member", "stp", "--member", "stc"],
        "officer invite": ["--agency", "stp", "--name", "An", "--json"],
        "officer invitations": [],
        "officer revoke": ["{code}"],
        "officer list": [],
        "page link": ["1"],
        "page codes": ["1"],
        "page key": [],
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
        "mail bounce": [],
        "zalo list": [],
        "zalo move": ["--agency", "stp", "--to", "zalo-4455667788"],
        "zalo resume": ["zalo-4455667788"],
        "officer move": ["1", "--agency", "snv"],
        "officer leave": ["2"],
        "person erase": ["2", "--yes"],
        "agency merge": ["stttt", "--into", "sgtvt", "--on", "2024-02-20", "--document", "1/NQ-HĐND"],
        "agency import": [str(folder / "agencies.csv"), "--directory", "mau", "--name", "Mẫu", "--apply"],
        "agency setup": ["--province", "Hưng Yên", "--level", "province", "--apply"],
        "plan import": [str(folder / "plan.txt"), "--apply"],
        "db restore": [str(folder / "copy.nhacviec"), "--replace"],
    }


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command of the program."""
    if hasattr(command, "commands"):
        for name, inner in command.commands.items():
            yield from commands(inner, (*path, name))
    else:
        yield " ".join(path)


def contents(path: Path) -> Rows:
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
        amended = seed("ke-hoach-175-kh-ubnd.txt").read_text(encoding="utf-8").replace("Quý II/2024", "Quý III/2024")
        (tmp_path / "plan.txt").write_text(amended, encoding="utf-8")
        shutil.copy(seed("ke-hoach-175-kh-ubnd.toml"), tmp_path / "plan.toml")
        for directory in ("agencies-thai-binh-2024.csv", "thai-binh-units-2023.csv"):
            shutil.copy(seed(directory), tmp_path)
        (tmp_path / "days.csv").write_text(DAYS, encoding="utf-8")
        (tmp_path / "agencies.csv").write_text(AGENCIES, encoding="utf-8")
        with closing(Store(f"sqlite:///{tmp_path}/registry.db")) as store, store.write() as session:
            waiting_plans.keep(session, "a.docx", "", "Kế hoạch", officer_id=None, now=AT, actor="test")
            tell_by_mail(session, agencies.find(session, "stp").id, AT)
            wall = SystemClock().wall()
            channel_months.mark_spent(session, "zalo-4455667788", month_of(wall), allowed=1, wall=wall)
        yield tmp_path


def test_every_command_that_changes_a_record_is_accounted_for(
    nhacviec: Nhacviec, shell: Path, postgresql: PostgresqlServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry, given = shell / "registry.db", examples(shell, postgresql.new())
    assert given.keys() | STAYS == set(commands(get_command(app))), "a command without an example, or the other way"
    faults, wrote, code = {}, set(), ""
    for name, arguments in given.items():
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(report()), encoding="utf-8"))
        before, known = contents(registry), entries(registry).keys()
        done = nhacviec(*name.split(), *(one.format(code=code) for one in arguments))
        after = contents(registry)
        if name == "officer invite":
            code = json.loads(done.out)["code"]
        if done.status not in (0, 1 if name == "status" else 0):
            faults[name] = done.err or done.out[-300:]
        elif before != after:
            wrote.add(name)
            added = [one for key, one in entries(registry).items() if key not in known]
            if fault := fault_of(added, before, after):
                faults[name] = fault
    assert faults == {}, "\n".join(f"{name}: {fault}" for name, fault in faults.items())
    assert wrote == WRITES


def fault_of(added: list[AuditEntry], before: Rows, after: Rows) -> str:
    """Why a change of rows is not accounted for by what was added to the trail; "" if it is."""
    changed = [table for table, rows in after.items() if rows != before[table]]
    sides = {"after" for table in changed if set(after[table]) - set(before[table])}
    sides |= {"before" for table in changed if set(before[table]) - set(after[table])}
    told = {side for entry in added for side in ("before", "after") if getattr(entry, side)}
    if sides - told:
        return f"{sides - told} missing in {[entry.action for entry in added]} of {changed}"
    nameless = [entry.action for entry in added if entry.channel != "console" or BY not in (entry.person or "")]
    return f"{nameless} do not say who or where" if nameless else ""
