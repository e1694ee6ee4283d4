"""Reports of mails that came back: which of them say that a mailbox is gone."""

import pytest

from bot.channels.mail.bounces import Bounce, read_bounces

MESSAGE_ID = "<0123456789abcdef@coquan.gov.vn>"
TO = "an.tran@stp.coquan.gov.vn"

POSTFIX = """\
Return-Path: <>
From: MAILER-DAEMON@thu.coquan.gov.vn (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: nhacviec@coquan.gov.vn
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="X"

--X
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--X
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; thu.coquan.gov.vn
X-Postfix-Sender: rfc822; nhacviec@coquan.gov.vn

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <{to}>: Recipient address rejected

--X
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: nhacviec@coquan.gov.vn
To: {to}
Subject: =?utf-8?q?Nh=E1=BA=AFc?=
Message-ID: {message_id}

body
--X--
"""
EXCHANGE = """\
From: <postmaster@coquan.gov.vn>
To: <nhacviec@coquan.gov.vn>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
 boundary="Y"
Subject: Undeliverable: =?utf-8?B?Tmjhuq9j?=

--Y
Content-Type: multipart/alternative; boundary="Z"

--Z
Content-Type: text/plain

Delivery has failed
--Z--
--Y
Content-Type: message/delivery-status

Reporting-MTA: dns;mail.coquan.gov.vn

Final-recipient: RFC822;{to}
Action: {action}
Status: {status}
Remote-MTA: dns;mail

--Y
Content-Type: text/rfc822-headers

From: nhacviec@coquan.gov.vn
Message-ID: {message_id}
--Y--
"""


def report(
    form: str = POSTFIX, *, to: str = TO, action: str = "failed", status: str = "5.1.1", sent: str = MESSAGE_ID
) -> bytes:
    """A report as a server writes it."""
    return form.format(to=to, action=action, status=status, message_id=sent).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("form", [POSTFIX, EXCHANGE])
@pytest.mark.parametrize("status", ["5.1.1", "5.1.10", "5.2.1", "5.4.4", "5.4.310"])
def test_a_mailbox_that_is_gone_is_told(form: str, status: str) -> None:
    assert read_bounces(report(form, status=status)) == [Bounce(TO, MESSAGE_ID, status)]


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("delayed", "4.4.1"),
        ("failed", "5.2.2"),
        ("failed", "5.7.1"),
        ("failed", "4.2.2"),
        ("relayed", "2.1.5"),
        ("failed", ""),
    ],
)
def test_a_delay_a_full_mailbox_and_a_refused_mail_say_nothing_of_the_address(action: str, status: str) -> None:
    assert read_bounces(report(action=action, status=status)) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Subject: xin ngh\xe1\xbb\x89 ph\xc3\xa9p\r\n\r\nT\xc3\xb4i \xc4\x91i v\xe1\xba\xafng",
        b"Content-Type: multipart/report; boundary=X\r\n\r\n--X\r\n\r\n--X--\r\n",
        b"Content-Type: multipart/report\r\n\r\nnothing",
        b"\xff\xfe\x00" * 500,
        report(sent=""),
        report(to="not an address"),
        report().replace(b"message/delivery-status", b"text/plain"),
    ],
)
def test_what_is_no_such_report_says_nothing(content: bytes) -> None:
    assert read_bounces(content) == []
