"""/trang and /thoat: the way to the officer's own page, and out of it."""

from data.errors import NotFound
from data.registry.people import officers, offices, page_sessions, sign_in_links
from data.rules.limits.terms import SIGN_IN_LINK_TERM
from handlers.base.callback_data.account import EndPages, ListPages
from handlers.base.messages import Reply
from handlers.base.permissions import check_may_speak
from handlers.base.turn import Turn
from handlers.views.account import page as view
from handlers.views.base import refusals

ADDRESS = "{public_url}/trang/vao/{token}"
INVITED = "{public_url}/trang/#moi={code}"
"""The address at which a code of an invitation opens the page; browsers send no server what follows "#"."""
"""The address of a way in; `bot.page.sign_in` serves it."""


def show(turn: Turn, _words: str) -> Reply:
    """Show an address that opens the page once (/trang)."""
    address = _create_address(turn)
    if not address:
        return view.no_page()
    roles = {turn.me.role, *(one.role for one in offices.list_of_person(turn.session, turn.me.officer_id))}
    return view.way_in(address, turn.me, roles, on_page=turn.incoming.channel == page_sessions.CHANNEL)


def ask_for_document(turn: Turn) -> Reply:
    """Ask for what the channel does not pass on: on the page, where there is one."""
    return refusals.withheld_file(_create_address(turn), turn.me.name, int(SIGN_IN_LINK_TERM.total_seconds()) // 60)


def leave(turn: Turn, _words: str) -> Reply:
    """End the sessions of the officer's page on all devices (/thoat)."""
    return view.left(_end(turn, turn.me.officer_id))


def list_pages(turn: Turn, tapped: ListPages) -> Reply:
    """Show a page of the officers whose page is open somewhere."""
    return view.page_users(page_sessions.list_users(turn.session, turn.wall), tapped.page)


def end_pages(turn: Turn, tapped: EndPages) -> Reply:
    """End the sessions of an officer's page on all devices, and the ways in they hold, in all their agencies.

    Raises NotFound for nobody.
    """
    officer = next((one for one in officers.list_officers(turn.session) if one.id == tapped.officer_id), None)
    if officer is None:
        raise NotFound("officer", str(tapped.officer_id))
    by = f"officer:{turn.me.officer_id}"
    sign_in_links.revoke(turn.session, officer.id, now=turn.now, wall=turn.wall, actor=by)
    return view.ended(officer, _end(turn, officer.id))


def _create_address(turn: Turn) -> str:
    """Return a new address that lets the officer in once; "" where there is no page.

    Raises NotAllowed on a page that was opened too long ago for another of their roles: it would renew itself.
    """
    if turn.public_url is None or not turn.has_page:
        return ""
    for one in offices.list_of_person(turn.session, turn.me.officer_id) if turn.me.several else ():
        check_may_speak(turn, one.role)
    token = sign_in_links.create_link(
        turn.session, turn.me.officer_id, now=turn.now, wall=turn.wall, actor=f"officer:{turn.me.officer_id}"
    )
    return ADDRESS.format(public_url=turn.public_url, token=token)


def _end(turn: Turn, officer_id: int) -> int:
    return page_sessions.end_sessions_of(
        turn.session, officer_id, now=turn.now, wall=turn.wall, actor=f"officer:{turn.me.officer_id}"
    )
