"""Mails as they are sent: headers, plain text, HTML."""

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from data.rules.viet_nam_time import viet_nam_date
from handlers.locales import _
from handlers.views.pushes.letters import LetterText


def compose(sender: str, recipient: str, letter: LetterText, kept: str, at: datetime) -> tuple[str, bytes]:
    """Return the id and the bytes of a mail that is sent at a real instant (UTC).

    The id follows from the day and from what it says (`kept`, without its secrets): a mail that is sent again because
    nobody answered has the same, and mailboxes show it once.
    """
    name, _at, domain = sender.partition("@")
    said = hashlib.sha256("\0".join([viet_nam_date(at).isoformat(), recipient, kept]).encode()).hexdigest()[:32]
    message_id = f"<{said}@{domain}>"
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(_("Trợ lý nhắc việc"), name, domain)
    mail["To"] = recipient
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id
    mail["Content-Language"] = "vi"
    mail["Auto-Submitted"] = "auto-generated"  # https://www.rfc-editor.org/rfc/rfc3834: nobody's absence answers it
    mail["X-Auto-Response-Suppress"] = "All"  # the same for Exchange
    mail.set_content(letter.text, cte="base64")
    mail.add_alternative(letter.html, subtype="html", cte="base64")
    return message_id, bytes(mail)
