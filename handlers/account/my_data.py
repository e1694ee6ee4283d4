"""/dulieu: what is kept of an officer and why, a copy of it, and its erasure."""

from functools import partial

from data.enums import PeopleCause
from data.registry.people import offices, people_notices
from data.registry.people.personal import erasure, kept
from data.registry.people.succession import closing
from handlers.base.callback_data.people import AskErasure, EraseMe, SendMyData
from handlers.base.messages import Attachment, Reply
from handlers.base.turn import Turn
from handlers.views.account import my_data as view
from handlers.views.account import my_data_workbook
from handlers.views.base import refusals


def show(turn: Turn, _words: str) -> Reply:
    """Show what is kept of the officer, why, and who sees it (/dulieu)."""
    return view.what_is_kept(kept.read(turn.session, turn.me.officer_id), turn.me)


def send(turn: Turn, _tapped: SendMyData) -> Reply:
    """Send all of it as a workbook."""
    make = partial(my_data_workbook.build, kept.read(turn.session, turn.me.officer_id), turn.today)
    return view.copy_sent(Attachment(my_data_workbook.FILE_NAME, my_data_workbook.XLSX, make=make))


def ask_erasure(turn: Turn, tapped: AskErasure) -> Reply:
    """Ask once more what is erased and what stays. Raises NotAllowed for the last administrator."""
    if tapped.officer_id != turn.me.officer_id:
        return refusals.old_button()
    mine = offices.list_of_person(turn.session, turn.me.officer_id)
    for one in mine:
        closing.check_not_last_administrator(turn.session, one.officer_id)
    return view.erasure_question(turn.me, [one.agency_short_name for one in mine], turn.today)


def erase(turn: Turn, tapped: EraseMe) -> Reply:
    """Erase the officer; administrators are told that somebody left. Raises NotAllowed for the last administrator."""
    me = turn.me
    if tapped.officer_id != me.officer_id:
        return refusals.old_button()
    if tapped.shown_on != turn.today:
        return ask_erasure(turn, AskErasure(me.officer_id))
    leaves = offices.list_ids(turn.session, me.officer_id)
    erasure.erase(turn.session, me.officer_id, label=view.erased_name, now=turn.now, actor=f"officer:{me.officer_id}")
    for one in leaves:
        people_notices.record_notice(turn.session, PeopleCause.LEFT, now=turn.now, officer_id=one)
    return view.erased(me)
