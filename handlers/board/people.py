"""People at the board: who is linked where, codes that wait, who asks to be let in."""

from data.registry.office import agencies
from data.registry.people import officers
from data.registry.people.joining import grants, join_requests
from data.text import fold
from handlers.base.board.look import Asked, Look
from handlers.base.board.paging import read_page
from handlers.views.base.paging import slice_page
from handlers.views.board.office import people as view
from handlers.views.board.office.people import PeopleFacts
from handlers.views.board.work.listed import Listed

ROWS = 50


def show(look: Look, asked: Asked) -> str:
    """Show people, chosen by words of a name or an agency. Raises NotAllowed and BadAnswer."""
    look.check_administers()
    words = asked.query.get(view.WORDS, "").strip()[: view.LETTERS]
    shown, at, pages = slice_page(found := _find(look, words), read_page(asked, view.PAGE), ROWS)
    facts = PeopleFacts(
        words=words,
        people=Listed(shown, len(found), at, pages),
        waiting=tuple(grants.list_waiting(look.session, look.now)),
        asking=tuple(join_requests.list_waiting(look.session, look.now)),
    )
    return view.page(look, facts)


def _find(look: Look, words: str) -> list[officers.OfficerLine]:
    if not words:
        return officers.list_officers(look.session)
    agency = agencies.find_named(look.session, words, look.today)
    if agency:
        return officers.list_officers(look.session, agency.id)
    wanted = fold(words)
    return [one for one in officers.list_officers(look.session) if wanted in fold(one.name)]
