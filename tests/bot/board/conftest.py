"""The board over a real registry, in this process: the house of the page, which it shares sessions with."""

from tests.bot.page.conftest import house

__all__ = ["house"]
