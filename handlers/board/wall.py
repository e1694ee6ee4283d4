"""The board on a wall: one screen of figures that refreshes itself."""

from handlers.base.board.filters import read_filter
from handlers.base.board.look import Asked, Look
from handlers.board.overview import read_facts
from handlers.views.board import wall as view


def show(look: Look, asked: Asked) -> str:
    """Show the figures that the address asks for, to be read from far."""
    return view.page(look, read_facts(look, read_filter(asked.query)))
