"""The process that `tests.processes.programs` copies: all of `nhacviec` is loaded, nothing opened."""

from datetime import date

import uvloop  # noqa: F401 - `run` loads it when it is asked to
from sqlalchemy.orm import configure_mappers

from bot.gc_tuning import freeze_existing
from data.rules.calendar import WorkingCalendar
from tests.processes import programs  # noqa: F401 - a copy begins in it
from tests.processes.every_module import load_every_module

load_every_module()
configure_mappers()
WorkingCalendar().is_working(date(2024, 1, 1))  # loads the holidays
freeze_existing()  # or every copy would look through all this, and so come to own a copy of it
