"""Loading of all modules of the program."""

from importlib import import_module
from pkgutil import walk_packages

import bot
import data
import handlers
import scheduler


def load_every_module() -> None:
    """Import all four rooms, except modules that run when imported."""
    for room in (bot, handlers, scheduler, data):
        for module in walk_packages(room.__path__, f"{room.__name__}."):
            if not module.name.startswith(("bot.__main__", "data.migrations")):
                import_module(module.name)
