"""The page of people: a table, codes that wait, who asks to be let in."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from data.registry.people.joining.grants import WaitingInvitation
from data.registry.people.joining.join_requests import WaitingRequest
from data.registry.people.officers import OfficerLine
from handlers.base.board.look import Look
from handlers.base.board.offered import INVITING
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.people import (
    ApproveInvitation,
    CancelInvitation,
    LetIn,
    RenewInvitation,
    ShowOfficer,
    TurnAway,
)
from handlers.base.input_checks import MAX_LIST_LETTERS
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.board.listed import Listed
from handlers.views.board.page import render

WORDS = "tim"
LETTERS = 100


@dataclass(frozen=True, slots=True)
class PeopleFacts:
    """What the page shows: `words` that were looked for, "" for everybody; `me`: the officers that its
    reader is or was, one for each agency.
    """

    words: str
    people: Listed[OfficerLine]
    waiting: tuple[WaitingInvitation, ...]
    asking: tuple[WaitingRequest, ...]
    me: Collection[int]


def page(look: Look, facts: PeopleFacts) -> str:
    """Render the page."""
    return render(
        "office/people.html",
        look,
        words=facts.words,
        people=facts.people,
        rows=[
            (one, ", ".join(map(names.channel_name, one.channels)), encode(ShowOfficer(one.id)))
            for one in facts.people.rows
        ],
        waiting=[_invitation(one, facts.me) for one in facts.waiting],
        asking=[_request(one) for one in facts.asking],
        kept=urlencode({WORDS: facts.words}) if facts.words else "",
        words_name=WORDS,
        invite=encode(INVITING),
        most_letters=MAX_LIST_LETTERS,
        letters=LETTERS,
    )


def _invitation(one: WaitingInvitation, me: Collection[int]) -> dict[str, object]:
    """Return a code that waits. Only another administrator than who made it approves of it."""
    approves = one.unapproved and one.created_by_id not in me
    return {
        "name": one.name or _("chưa ghi tên"),
        "post": f"{names.role_name(one.role)}, {one.agency_short_name}",
        "made": one.created_by,
        "until": formatting.moment(one.expires_at),
        "unapproved": one.unapproved,
        "approve": encode(ApproveInvitation(one.id)) if approves else "",
        "renew": encode(RenewInvitation(one.id)),
        "cancel": encode(CancelInvitation(one.id)),
    }


def _request(one: WaitingRequest) -> dict[str, object]:
    return {
        "name": one.name,
        "post": f"{names.role_name(one.role)}, {one.agency_short_name}",
        "account": one.account,
        "at": formatting.moment(one.asked_at),
        "let_in": encode(LetIn(one.id)),
        "turn_away": encode(TurnAway(one.id)),
    }
