"""The officer's mail address: asked for, confirmed by a code that is sent there, ended."""

import re

from data.errors import BadAnswer
from data.registry.office import audit
from data.registry.reach import mail_addresses, mail_codes, push_orders
from data.registry.reach.mail_codes import Outcome
from data.text.mail_addresses import is_within, read_address
from handlers.base.callback_data.reach import AskMail, RemoveMail, SendCodeAgain, ShowMail
from handlers.base.messages import Letter, Reply
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.views.account import mail as view

_CODE = re.compile(rf"\d{{{mail_codes.DIGITS}}}", re.ASCII)
_BETWEEN = re.compile(r"[\s.-]+")


def show(turn: Turn, _tapped: ShowMail) -> Reply:
    """Show the address, with buttons to change and to end it."""
    found = mail_addresses.find_address(turn.session, turn.me.officer_id)
    return view.mail_address(found) if found else _ask(turn)


def ask_address(turn: Turn, _tapped: AskMail) -> Reply:
    """Ask for an address (📧 Nhận qua thư)."""
    return _ask(turn)


def take_address(turn: Turn, sentence: str) -> Reply:
    """Send a code to the address that was typed, and ask for it. Raises BadAnswer for what is no address."""
    if not turn.mail_domains:
        turn.close_question()
        return view.no_mail()
    address = read_address(sentence)
    if address is None:
        raise BadAnswer("mail", "not_an_address")
    if not is_within(address, turn.mail_domains):
        turn.ask(Step.MAIL_ADDRESS)
        return view.foreign_address(address, turn.mail_domains)
    return _send_code(turn, address)


def send_code_again(turn: Turn, _tapped: SendCodeAgain) -> Reply:
    """Send another code to the address that waits for one, or that was confirmed before."""
    confirmed = mail_addresses.find_address(turn.session, turn.me.officer_id)
    address = mail_codes.find_asked_address(turn.session, turn.me.officer_id) or (confirmed and confirmed.address)
    if not address or not is_within(address, turn.mail_domains):
        return _ask(turn)
    return _send_code(turn, address)


def take_code(turn: Turn, sentence: str) -> Reply:
    """Confirm the address by the code that was typed; an address typed instead is taken as one.

    Raises BadAnswer for what is neither.
    """
    if "@" in sentence:
        return take_address(turn, sentence)
    typed = _BETWEEN.sub("", sentence)
    if not _CODE.fullmatch(typed):
        raise BadAnswer("mail", "not_a_code")
    address = mail_codes.find_asked_address(turn.session, turn.me.officer_id) or ""
    outcome = mail_codes.confirm(turn.session, turn.me.officer_id, typed, now=turn.now, wall=turn.wall)
    if outcome in (Outcome.WRONG, Outcome.TOO_MANY):
        _record_wrong_code(turn)
    if outcome is Outcome.WRONG:
        turn.ask(Step.MAIL_CODE)
        return view.wrong_code()
    turn.close_question()
    if outcome is Outcome.CONFIRMED:
        return view.confirmed(address, push_orders.list_ways(turn.session, turn.me.officer_id))
    return view.not_confirmed(outcome)


def remove(turn: Turn, _tapped: RemoveMail) -> Reply:
    """End mails to the officer."""
    return view.removed(was_there=mail_addresses.remove_address(turn.session, turn.me.officer_id, turn.now))


def _ask(turn: Turn) -> Reply:
    if not turn.mail_domains:
        return view.no_mail()
    turn.ask(Step.MAIL_ADDRESS)
    return view.address_question(turn.mail_domains)


def _record_wrong_code(turn: Turn) -> None:
    chat = turn.incoming
    audit.record_refusal(
        turn.session,
        now=turn.now,
        actor=f"officer:{turn.me.officer_id}",
        action="code.wrong",
        subject=mail_addresses.CHANNEL,
        channel=chat.channel,
        chat_id=chat.chat_id,
    )


def _send_code(turn: Turn, address: str) -> Reply:
    code = mail_codes.create_code(turn.session, turn.me.officer_id, address, turn.wall)
    if code is None:
        turn.close_question()
        return view.no_more_codes()
    turn.ask(Step.MAIL_CODE)
    letter = Letter(address, view.code_letter(code, turn.me), view.code_refused(address), view.code_delayed(address))
    return view.code_sent(address, letter)
