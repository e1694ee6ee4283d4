"""Agencies of the office at the board: their directory, who follows whom, how many officers each has."""

from data.registry.office import directories
from data.registry.people import officers
from data.text import fold
from handlers.base.board.look import Asked, Look
from handlers.base.board.paging import read_page
from handlers.views.board.listed import list_part
from handlers.views.board.office import directory as view

ROWS = 50


def show(look: Look, asked: Asked) -> str:
    """Show the agencies, chosen by words of a name. Raises NotAllowed and BadAnswer."""
    look.check_administers()
    words = asked.query.get(view.WORDS, "").strip()[: view.LETTERS]
    lines, wanted = directories.list_agency_lines(look.session), fold(words)
    if wanted:
        lines = [one for one in lines if wanted in fold(f"{one.name} {one.code}")]
    shown = list_part(lines, read_page(asked.query), ROWS)
    return view.page(look, words, shown, officers.count_by_agency(look.session))
