"""Linking a chat to an officer; a stranger is told only how to get an invitation."""

from data.enums import NAME_LETTERS
from data.errors import InvitationRefused
from data.registry.people import invitations
from data.text import printable
from handlers.base.messages import Reply
from handlers.base.turn import Turn
from handlers.locales import _
from handlers.views.account import welcome


def start(turn: Turn, words: str) -> Reply:
    """Link the chat (/start MÃ, /thamgia MÃ). Without a code, show who is linked already, or how to get a code.

    Raises InvitationRefused: unknown, used, expired, too_many_tries.
    """
    code = words.strip()
    if not code:
        return welcome.who_am_i(turn.me, turn.commands) if turn.identity else welcome.stranger_greeting()
    incoming = turn.incoming
    if not invitations.is_attempt_allowed(turn.session, incoming.channel, incoming.chat_id, turn.now):
        raise InvitationRefused("too_many_tries")
    me = invitations.accept(
        turn.session,
        code=code,
        channel=incoming.channel,
        chat_id=incoming.chat_id,
        sender_name=printable(incoming.sender_name).strip()[:NAME_LETTERS] or _("cán bộ chưa rõ tên"),
        now=turn.now,
    )
    turn.close_question()
    return welcome.chat_linked(me)


def greet_stranger(_turn: Turn, _words: str) -> Reply:
    """Answer anything from a chat that is linked to nobody."""
    return welcome.stranger_greeting()
