"""The page of agencies."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from data.registry.office.directories import AgencyLine
from data.rules.agency_levels import level_of
from handlers.base.board.look import Look
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.directories import AskMerger
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.board.listed import Listed
from handlers.views.board.page import render
from handlers.views.overview.levels import level_name

WORDS = "tim"
LETTERS = 100


def page(look: Look, words: str, lines: Listed[AgencyLine], serving: Mapping[str, int]) -> str:
    """Render a page of agencies; `serving` counts the officers of each by its code."""
    return render(
        "office/directory.html",
        look,
        words=words,
        lines=lines,
        rows=[
            (line, level_name(level_of(line.kind)), _days(line.first_day, line.last_day), serving.get(line.code, 0))
            for line in lines.rows
        ],
        merge=encode(AskMerger()),
        kept=urlencode({WORDS: words}) if words else "",
        words_name=WORDS,
        letters=LETTERS,
    )


def _days(first: date | None, last: date | None) -> str:
    since = _("từ {day}", day=formatting.plain_day(first)) if first else ""
    until = _("đến {day}", day=formatting.plain_day(last)) if last else ""
    return " ".join(filter(None, (since, until)))
