"""Answers of mail servers, in the classes of `scheduler.sending.errors`.

A code of four is for now, one of five for good (https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1); the enhanced
code behind it says what it is about (https://www.rfc-editor.org/rfc/rfc3463). Only codes are quoted: the words of a
server hold addresses.
"""

import re

import aiosmtplib

from scheduler.sending.errors import Passing, Rejected, SendFailed, SlowDown, Unreachable

_ENHANCED = re.compile(r"\b[45]\.(\d{1,3})\.(\d{1,3})\b")
_FOR_GOOD = 500
_UNKNOWN_MAILBOX = {550, 551, 553}
"""Codes that say so without an enhanced one."""
_ADDRESSING, _MAILBOX, _POLICY = 1, 2, 7
_MAILBOX_CLOSED = (0, 1)
CLOSING = 421
"""The server closes the connection: it is busy, stops, or waited too long."""
RATE_PAUSE = 60.0
"""Seconds that a server is left alone that takes no more from this sender for now."""


class HandingInRefused(Passing):
    """The server takes nothing from this sender, or not with this password: a person has to mend it."""


class PutOff(Passing):
    """The server does not take this one mail now."""


def classify_recipient(code: int, words: str) -> SendFailed:
    """Return what an answer to RCPT means, which is about one address."""
    about = _read_enhanced(words)
    said = _quote(code, about)
    if code < _FOR_GOOD:
        return PutOff(said)
    if about is None:
        return Unreachable(said) if code in _UNKNOWN_MAILBOX else Rejected(said)
    subject, detail = about
    if subject == _ADDRESSING or (subject == _MAILBOX and detail in _MAILBOX_CLOSED):
        return Unreachable(said)
    if subject == _POLICY:  # "relaying denied" and the like: it is this sender that may not
        return HandingInRefused(said)
    return Rejected(said)


def classify_sender(code: int, words: str) -> SendFailed:
    """Return what an answer means to a greeting, a password or MAIL, which are about this sender."""
    said = _quote(code, _read_enhanced(words))
    if code >= _FOR_GOOD:
        return HandingInRefused(said)
    return SlowDown(RATE_PAUSE) if code == CLOSING or _is_policy(words) else Passing(said)


def classify_content(code: int, words: str) -> SendFailed:
    """Return what an answer to DATA means, which is about the mail itself."""
    said = _quote(code, _read_enhanced(words))
    return PutOff(said) if code < _FOR_GOOD else Rejected(said)


def classify(error: aiosmtplib.SMTPException | OSError) -> SendFailed:
    """Return what an error means that came before the mail was on its way."""
    match error:
        case aiosmtplib.SMTPRecipientRefused():
            return classify_recipient(error.code, error.message)
        case aiosmtplib.SMTPDataError():
            return classify_content(error.code, error.message)
        case aiosmtplib.SMTPResponseException():
            return classify_sender(error.code, error.message)
        case aiosmtplib.SMTPNotSupported():  # no STARTTLS, or no way to say the password
            return HandingInRefused("not supported")
    return Passing(type(error).__name__)


def _is_policy(words: str) -> bool:
    about = _read_enhanced(words)
    return about is not None and about[0] == _POLICY


def _read_enhanced(words: str) -> tuple[int, int] | None:
    match = _ENHANCED.search(words)
    return (int(match[1]), int(match[2])) if match else None


def _quote(code: int, about: tuple[int, int] | None) -> str:
    return f"{code} {code // 100}.{about[0]}.{about[1]}" if about else str(code)
