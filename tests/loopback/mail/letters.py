"""Mails as they arrived, and what a strict reader objects to in one."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

LONGEST_LINE = 998
"""Octets of a line without its end (RFC 5322, 2.1.1)."""
_ONCE = ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted")
_BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)")


@dataclass(frozen=True)
class Arrived:
    """A mail that the server took: its envelope and its bytes."""

    sender: str
    recipient: str
    content: bytes

    @property
    def mail(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=default)

    @property
    def subject(self) -> str:
        return str(self.mail["Subject"])

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.mail.get_body((kind,))
        assert isinstance(part, EmailMessage)
        return str(part.get_content()).replace("\r\n", "\n")


def find_faults(arrived: Arrived) -> list[str]:
    """What is wrong with a mail by RFC 5322 and RFC 2045."""
    head, _, _body = arrived.content.partition(b"\r\n\r\n")
    mail = arrived.mail
    faults = [
        f"{name}: {len(mail.get_all(name) or [])} times" for name in _ONCE if len(mail.get_all(name) or []) != 1
    ]
    faults += ["bare CR or LF"] if _BARE.search(arrived.content) else []
    faults += ["8 bits"] if max(arrived.content, default=0) > 127 else []
    faults += ["long line"] if max(map(len, arrived.content.split(b"\r\n"))) > LONGEST_LINE else []
    faults += ["List-Unsubscribe"] if b"list-unsubscribe" in head.lower() else []
    faults += [str(defect) for part in mail.walk() for defect in part.defects]
    faults += (
        ["parts"] if [part.get_content_type() for part in mail.iter_parts()] != ["text/plain", "text/html"] else []
    )
    faults += ["From"] if arrived.sender not in str(mail["From"]) else []
    faults += ["To"] if str(mail["To"]) != arrived.recipient else []
    return faults
