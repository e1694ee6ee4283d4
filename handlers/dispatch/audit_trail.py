"""What a turn leaves in the audit trail besides what it changes: files handed out, what was refused."""

from data.errors import InvitationRefused, NotAllowed, Refused
from data.registry.office import audit
from handlers.base.callback_data.codec import decode
from handlers.base.messages import Reply
from handlers.base.turn import Turn

FORGED = "forged"
"""A button whose value no program of ours has written, or one that was never shown to a stranger."""

_LETTERS = 64
"""The most letters of an address that are recorded."""
_ABOUT_RIGHTS = frozenset(
    {
        "agency.see",
        "correction.right",
        "digest.see",
        "duty.change",
        "duty.see",
        "exemption.decide_own",
        "extension.decide_own",
        "invitation.approve_own",
        "joining.decide",
        "joining.vouched",
        "file.see",
        "progress.confirm_own",
        "progress.confirm_own_agency",
        "progress.return_own",
        "progress.return_own_agency",
        "progress.undo",
        "role.administering",
        "role.figures",
        "role.leading",
        "role.reminded",
        "role.supervising",
        "stranger",
        "task.note",
        "task.see",
    }
)
"""What `NotAllowed` names where somebody reached for what is not theirs; others tell what cannot be done."""


def record_files(turn: Turn, reply: Reply) -> None:
    """Record each file that the reply hands out."""
    for file in reply.files:
        action = "proof.send" if file.stored_as else "export.send"
        subject = f"{file.stored_as} {file.name}".lstrip()
        audit.record_action(turn.session, now=turn.now, actor=_actor(turn), action=action, subject=subject)


def record_refusal(turn: Turn, error: Refused) -> None:
    """Record a wrong code, and a tap or command that reached for what is not this officer's."""
    if isinstance(error, InvitationRefused):
        _record(turn, "code.wrong", error.reason)
    elif isinstance(error, NotAllowed) and error.action in _ABOUT_RIGHTS and (words := _tapped(turn)):
        _record(turn, "tap.refused", f"{words} {error.action}")


def record_refused_look(turn: Turn, page: str, error: Refused) -> None:
    """Record that somebody opened a page of the board that is not theirs; `page` is its path below the board's."""
    if isinstance(error, NotAllowed) and error.action in _ABOUT_RIGHTS:
        _record(turn, "tap.refused", f"/{page[:_LETTERS]} {error.action}")


def record_forged_tap(turn: Turn) -> None:
    """Record a tap on a button that is none of ours, or none of this chat's."""
    _record(turn, "tap.refused", FORGED)


def _record(turn: Turn, action: str, subject: str) -> None:
    chat = turn.incoming
    audit.record_refusal(
        turn.session,
        now=turn.now,
        actor=_actor(turn),
        action=action,
        subject=subject,
        channel=chat.channel,
        chat_id=chat.chat_id,
    )


def _actor(turn: Turn) -> str:
    return f"officer:{turn.identity.officer_id}" if turn.identity else f"chat:{turn.incoming.chat_id}"


def _tapped(turn: Turn) -> str:
    """Return the verb of the button or the command; "" for a sentence. What somebody wrote is left out."""
    if turn.incoming.pressed is not None:
        payload = decode(turn.incoming.pressed)
        return payload.key if payload else FORGED
    first = turn.incoming.text.split(maxsplit=1)[:1]
    return first[0][:32] if first and first[0].startswith("/") else ""
