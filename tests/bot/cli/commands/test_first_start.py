"""`nhacviec officer first`: the first administrator comes in while the registry is empty."""

import re
from pathlib import Path

from data.registry.people import invitations
from data.registry.people.invitations import Account
from data.store import Store
from scheduler.clock import SystemClock
from tests.bot.conftest import Nhacviec


def test_the_first_administrator_is_invited_without_any_agency(nhacviec: Nhacviec, tmp_path: Path) -> None:
    first, second = (_code(nhacviec) for _time in range(2))
    assert first != second  # what was printed before is revoked
    store = Store(f"sqlite:///{tmp_path / 'registry.db'}")
    with store.write() as session:
        by = Account("telegram", "1", "Giang", "@giang")
        me = invitations.accept(session, code=second, by=by, now=SystemClock().now())
    store.close()
    assert me.agency_name == "Cơ quan đang thiết lập"
    refused = nhacviec("officer", "first")
    assert (refused.status, "đã có cán bộ quản trị" in refused.err) == (1, True)


def _code(nhacviec: Nhacviec) -> str:
    found = re.search(r"chỉ hiện ở đây: ([A-Z0-9]+)", nhacviec("officer", "first").out)
    assert found
    return found[1]
