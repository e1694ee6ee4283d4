"""Agencies of the office at the board: their directory, who follows whom, how many officers each has."""

from collections import Counter

from data.registry.office import directories
from data.registry.people import officers
from data.text import fold
from handlers.base.board.look import Asked, Look
from handlers.base.board.paging import read_page
from handlers.views.base.paging import slice_page
from handlers.views.board.office import directory as view
from handlers.views.board.work.listed import Listed

ROWS = 50


def show(look: Look, asked: Asked) -> str:
    """Show the agencies, chosen by words of a name. Raises NotAllowed and BadAnswer."""
    look.check_administers()
    words = asked.query.get(view.WORDS, "").strip()[: view.LETTERS]
    known, wanted = directories.list_agency_lines(look.session), fold(words)
    lines = [one for one in known if wanted in fold(f"{one.name} {one.code}")]
    shown, at, pages = slice_page(lines, read_page(asked, view.PAGE), ROWS)
    serving = Counter(one.agency_code for one in officers.list_officers(look.session))
    return view.page(look, words, Listed(shown, len(lines), at, pages), serving)
