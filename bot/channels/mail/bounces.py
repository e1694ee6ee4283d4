"""Reports of mail servers that a mail could not be delivered (https://www.rfc-editor.org/rfc/rfc3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import EmailMessage
from email.policy import default
from typing import Any

from data.text.mail_addresses import read_address

_STATUS = re.compile(r"5\.(\d{1,3})\.(\d{1,3})")
_ADDRESSING, _MAILBOX, _ROUTING = "1", "2", "4"
_MAILBOX_CLOSED = {"0", "1"}


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mailbox that does not exist any more, the id of the mail that it was sent, and the code that says so."""

    recipient: str
    message_id: str
    code: str


def read_bounces(content: bytes) -> list[Bounce]:
    """Return the mailboxes that a report says are gone for good; none for what is no such report.

    A report of a delay, of a full mailbox or of a mail that was taken for spam says nothing of the address.
    """
    report = message_from_bytes(content, policy=default)
    if report.get_content_type() != "multipart/report":
        return []
    message_id = _read_message_id(report)
    found = (_read(fields, message_id) for fields in _list_recipients(report)) if message_id else iter(())
    return [bounce for bounce in found if bounce]


def _list_recipients(report: EmailMessage) -> Iterator[Any]:
    for part in report.iter_parts():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (fields for fields in part.iter_parts() if "final-recipient" in fields)


def _read_message_id(report: EmailMessage) -> str:
    """Return the id of the mail that came back, of which a report brings all or the head."""
    for part in report.iter_parts():
        if part.get_content_type() == "message/rfc822":
            return next((str(mail["message-id"] or "").strip() for mail in part.iter_parts()), "")
        if part.get_content_type() == "text/rfc822-headers":
            head = message_from_string(str(part.get_content()), policy=default)
            return str(head["message-id"] or "").strip()
    return ""


def _read(fields: Any, message_id: str) -> Bounce | None:
    status = _STATUS.match(str(fields["status"] or "").strip())
    named = str(fields["original-recipient"] or fields["final-recipient"]).partition(";")[2]
    address = read_address(named)
    if str(fields["action"] or "").strip().lower() != "failed" or status is None or address is None:
        return None
    subject, detail = status[1], status[2]
    gone = subject in (_ADDRESSING, _ROUTING) or (subject == _MAILBOX and detail in _MAILBOX_CLOSED)
    return Bounce(address, message_id, f"5.{subject}.{detail}") if gone else None
