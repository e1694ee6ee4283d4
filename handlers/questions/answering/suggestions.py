"""Suggestions for a sentence that was not understood."""

from collections.abc import Mapping

from data.enums import Part
from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.conversation import RunCommand
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.overview import ListOverdue, ListReported, ShowSummary
from handlers.base.command_names import CommandName
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.questions.lexicon.words import tokenize

_BUTTONS_BY_PHRASE: Mapping[str, Payload] = {
    "con no gi": ShowDuties(),
    "viec phai lam": ShowDuties(),
    "viec qua han": ShowDuties(Selection(status=Status.OVERDUE)),
    "bi tre han": ShowDuties(Selection(status=Status.OVERDUE)),
    "viec da xong": ShowDuties(Selection(status=Status.DONE)),
    "viec cho xac nhan": ShowDuties(Selection(status=Status.WAITING)),
    "viec khong co han": ShowDuties(Selection(undated=True)),
    "viec thuong xuyen": ShowDuties(Selection(undated=True)),
    "viec phoi hop": ShowDuties(Selection(part=Part.COORDINATING)),
    "viec tiep theo": RunCommand(CommandName.NEXT_DUTY),
    "nhac toi": RunCommand(CommandName.REMINDERS),
    "tro giup": RunCommand(CommandName.HELP),
}
_DEFAULTS: tuple[Payload, Payload] = (ShowDuties(), RunCommand(CommandName.HELP))
_OVERSEER_BUTTONS: Mapping[Payload, Payload] = {
    ShowDuties(): ShowSummary(),
    ShowDuties(Selection(status=Status.OVERDUE)): ListOverdue(),
    ShowDuties(Selection(status=Status.WAITING)): ListReported(),
}
"""Buttons that replace those of an agency for somebody who oversees the province."""
_MIN_SCORE = 60  # rapidfuzz's score of 100
_MAX_LETTERS = 200  # of a sentence that are compared; the first ones say what it is about


def suggest(sentence: str, *, overseeing: bool) -> tuple[Payload, Payload]:
    """Return the two buttons nearest to `sentence`; for somebody who oversees, those of the whole province."""
    from rapidfuzz import fuzz, process

    said = " ".join(word.folded for word in tokenize(sentence[:_MAX_LETTERS]))
    near = process.extract(said, _BUTTONS_BY_PHRASE.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_MIN_SCORE)
    values = [*(_BUTTONS_BY_PHRASE[said] for said, *_score in near), *_DEFAULTS]
    meant = [_OVERSEER_BUTTONS.get(value, value) for value in values] if overseeing else values
    first, second, *_others = dict.fromkeys(meant)
    return first, second
