"""/nhom: the group chats that get an agency's digest, asked for in private, begun in the group by a code."""

import re

from data.registry.people.joining import attempts, invitation_codes
from data.registry.reach import group_chats
from data.rules.limits.terms import GROUP_CODE_TERM
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.reach import AskGroup, EndGroup, ListGroups
from handlers.base.messages import Reply
from handlers.base.permissions import check_visible_agency, oversees
from handlers.base.turn import Turn
from handlers.views.account import group_chats as view
from handlers.views.base import refusals

_TYPED = re.compile(r"/(?:nhom|start)\s{1,9}([\w -]{10,40})", re.IGNORECASE)
"""A code as it is typed in a group; a mention of the bot may stand before it."""


def show(turn: Turn, _words: str) -> Reply:
    """Show the groups of the officer's agency, of all agencies to those who oversee (/nhom)."""
    return _show(turn)


def show_all(turn: Turn, _tapped: ListGroups) -> Reply:
    """Show the groups again."""
    return _show(turn)


def ask(turn: Turn, _tapped: AskGroup) -> Reply:
    """Make the code that is typed in a group of the officer's own agency."""
    code = group_chats.ask(turn.session, turn.me.agency_id, turn.me.officer_id, turn.now)
    link = turn.entrances.group_link(code)
    return view.how_to_begin(turn.me.agency_name, code, link, viet_nam_date(turn.now + GROUP_CODE_TERM))


def end(turn: Turn, tapped: EndGroup) -> Reply:
    """End the digest of a group. Raises NotAllowed for another agency's."""
    found = group_chats.find_open(turn.session, tapped.group_id)
    if found is None:
        return refusals.old_button()
    check_visible_agency(turn, found.agency_id)
    group_chats.end(turn.session, found, now=turn.now, actor=f"officer:{turn.me.officer_id}")
    return view.ended(found)


def answer_in_group(turn: Turn) -> Reply:
    """Answer in a group: a code begins the digest there, all else is sent into a private chat, once."""
    chat = turn.incoming
    typed = _TYPED.search(chat.text)
    if (
        typed is None
        or not invitation_codes.looks_like_code(typed[1])
        or not attempts.is_attempt_allowed(turn.session, chat.channel, chat.chat_id, turn.now)
    ):
        return refusals.not_in_a_group()
    found = group_chats.begin(turn.session, typed[1], channel=chat.channel, chat_id=chat.chat_id, now=turn.now)
    if found is None:
        attempts.record_failure(turn.session, chat.channel, chat.chat_id, turn.now)
        return view.wrong_code()
    return view.begun(found)


def _show(turn: Turn) -> Reply:
    agency_id = None if oversees(turn.me) else turn.me.agency_id
    return view.groups(group_chats.list_open(turn.session, agency_id), turn.today)
