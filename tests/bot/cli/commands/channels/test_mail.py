"""`nhacviec mail bounce`: the address is closed, and what the mail said goes another way."""

import sys
from datetime import UTC, date, datetime
from io import BytesIO, TextIOWrapper

import pytest
from sqlmodel import Session, select

from data.enums import DeliveryKind, DeliveryState
from data.models import Agency, AuditEntry, ChatLink, Delivery
from data.schema import open_registry
from data.store import Store
from scheduler.clock import SystemClock
from tests import factories as make
from tests.bot.channels.mail.test_bounces import MESSAGE_ID, TO, report
from tests.bot.conftest import Nhacviec


@pytest.fixture
def registry(settings: object, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An officer who was told by mail a moment ago, and has the page besides."""
    url = f"sqlite:///{tmp_path}/registry.db"
    monkeypatch.setenv("NHACVIEC_DATABASE_URL", url)
    for name, value in (("PAGE", "true"), ("HTTP_PORT", "8080"), ("PUBLIC_URL", "https://nhacviec.example.vn")):
        monkeypatch.setenv(f"NHACVIEC_{name}", value)
    store, now = open_registry(url), SystemClock().now()
    with store.write() as session:
        tell_by_mail(session, make.known(make.agency(session).id), now)
    return store


def tell_by_mail(session: Session, agency_id: int, now: datetime) -> None:
    """An officer with a page gets a mail `now`, the one that `report` is about, and had one long ago."""
    officer = make.officer(session, session.get_one(Agency, agency_id), channel="web", chat_id="w")
    link = make.link(session, officer, channel="email", chat_id=TO)
    for number, (sent_at, message_id) in enumerate(
        ((now, MESSAGE_ID), (datetime(2024, 1, 5, tzinfo=UTC), "<old@x>"))
    ):
        session.add(
            Delivery(
                officer_id=make.known(officer.id),
                chat_link_id=make.known(link.id),
                channel="email",
                kind=DeliveryKind.CHANGE,
                slot=date(2024, 1, 5),
                number=number,
                state=DeliveryState.SENT,
                planned_at=sent_at,
                due_at=sent_at,
                next_attempt_at=sent_at,
                message_id=message_id,
                sent_at=sent_at,
            )
        )


def gives(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(content), encoding="utf-8"))


def rows(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        return [(row.channel, row.state.value) for row in session.exec(select(Delivery).order_by(Delivery.id)).all()]  # type: ignore[arg-type]


def test_what_came_back_goes_another_way(
    nhacviec: Nhacviec, registry: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    gives(monkeypatch, report())
    done = nhacviec("mail", "bounce")
    assert (done.status, done.out) == (0, "Đã ghi: 1 địa chỉ không nhận được thư.\n")
    assert rows(registry) == [("web", "pending"), ("email", "sent")]
    with registry.read() as session:
        (link,) = session.exec(select(ChatLink).where(ChatLink.channel == "email")).all()
        assert link.unreachable_since
        (act,) = session.exec(select(AuditEntry).where(AuditEntry.action == "mail.bounce")).all()
        assert TO in (act.after or "")
    gives(monkeypatch, report())
    assert nhacviec("mail", "bounce").status == 1
    assert rows(registry) == [("web", "pending"), ("email", "sent")]


def test_what_came_back_late_is_told_no_more(
    nhacviec: Nhacviec, registry: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    gives(monkeypatch, report(sent="<old@x>"))
    assert nhacviec("mail", "bounce").status == 0
    assert rows(registry) == [("email", "sent"), ("email", "failed")]


@pytest.mark.parametrize("content", [report(sent="<other@x>"), report(to="binh@stp.coquan.gov.vn")])
def test_a_report_about_no_mail_of_ours_changes_nothing(
    nhacviec: Nhacviec, registry: Store, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    gives(monkeypatch, content)
    done = nhacviec("mail", "bounce")
    assert (done.status, done.out) == (1, "")
    assert "không về thư nào của bot" in done.err
    with registry.read() as session:
        assert [link.unreachable_since for link in session.exec(select(ChatLink)).all()] == [None, None]


def test_any_other_mail_is_let_be(nhacviec: Nhacviec, registry: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    gives(monkeypatch, b"Subject: hi\r\n\r\nhi")
    assert nhacviec("mail", "bounce").status == 0
    assert rows(registry) == [("email", "sent"), ("email", "sent")]
