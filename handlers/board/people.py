"""People at the board: who is linked where, codes that wait, who asks to be let in."""

from data.registry.office import agencies
from data.registry.people import officers
from data.registry.people.joining import grants, join_requests
from data.registry.people.succession.same_person import list_persons
from data.text import fold
from handlers.base.board.look import Asked, Look
from handlers.base.board.paging import read_page
from handlers.views.board.listed import list_part
from handlers.views.board.office import people as view
from handlers.views.board.office.people import PeopleFacts

ROWS = 50


def show(look: Look, asked: Asked) -> str:
    """Show people, chosen by words of a name or an agency. Raises NotAllowed and BadAnswer."""
    look.check_administers()
    words = asked.query.get(view.WORDS, "").strip()[: view.LETTERS]
    keys = list_part(_find(look, words), read_page(asked.query), ROWS)
    facts = PeopleFacts(
        words=words,
        people=keys.showing(officers.list_officers(look.session, ids=keys.rows)),
        waiting=tuple(grants.list_waiting(look.session, look.now)),
        asking=tuple(join_requests.list_waiting(look.session, look.now)),
        me=list_persons(look.session, {look.me.officer_id})[look.me.officer_id],
    )
    return view.page(look, facts)


def _find(look: Look, words: str) -> list[int]:
    """Return the ids of those whose name or agency the words are."""
    agency = agencies.find_named(look.session, words, look.today) if words else None
    if agency or not words:
        return [key for key, _name in officers.list_keys(look.session, agency.id if agency else None)]
    wanted = fold(words)
    return [key for key, name in officers.list_keys(look.session) if wanted in fold(name)]
