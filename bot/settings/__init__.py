"""Settings of the administrator: variables NHACVIEC_* of the environment, or lines of `.env`.

`.env.example` shows the same list to a person; a test keeps the two equal.
"""

from bot.settings.loading import load
from bot.settings.refusal import PREFIX, SettingsRefused, variable
from bot.settings.settings import Settings, data_folder

__all__ = ["PREFIX", "Settings", "SettingsRefused", "data_folder", "load", "variable"]
