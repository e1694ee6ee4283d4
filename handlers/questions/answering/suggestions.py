"""What somebody may have meant whose sentence was not understood."""

from collections.abc import Mapping

from data.enums import Part
from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.conversation import RunCommand
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.overview import ListOverdue, ListReported, ShowSummary
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.questions.lexicon.words import words_of

_SAID_AS: Mapping[str, Payload] = {
    "con no gi": ShowDuties(),
    "viec phai lam": ShowDuties(),
    "viec qua han": ShowDuties(Selection(status=Status.OVERDUE)),
    "bi tre han": ShowDuties(Selection(status=Status.OVERDUE)),
    "viec da xong": ShowDuties(Selection(status=Status.DONE)),
    "viec cho xac nhan": ShowDuties(Selection(status=Status.WAITING)),
    "viec khong co han": ShowDuties(Selection(undated=True)),
    "viec thuong xuyen": ShowDuties(Selection(undated=True)),
    "viec phoi hop": ShowDuties(Selection(part=Part.COORDINATING)),
    "viec tiep theo": RunCommand("tieptheo"),
    "nhac toi": RunCommand("nhac"),
    "tro giup": RunCommand("trogiup"),
}
_WITHOUT_A_CLUE: tuple[Payload, Payload] = (ShowDuties(), RunCommand("trogiup"))
_OF_ALL: Mapping[Payload, Payload] = {
    ShowDuties(): ShowSummary(),
    ShowDuties(Selection(status=Status.OVERDUE)): ListOverdue(),
    ShowDuties(Selection(status=Status.WAITING)): ListReported(),
}
"""What who oversees means by the same words."""
_NEAR_ENOUGH = 60  # rapidfuzz's score of 100
_LETTERS = 200  # of a sentence that are compared; the first ones say what it is about


def suggest(sentence: str, *, overseeing: bool) -> tuple[Payload, Payload]:
    """The two buttons nearest to `sentence`; of the whole province for who oversees it."""
    from rapidfuzz import fuzz, process

    said = " ".join(word.folded for word in words_of(sentence[:_LETTERS]))
    near = process.extract(said, _SAID_AS.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR_ENOUGH)
    values = [*(_SAID_AS[said] for said, *_score in near), *_WITHOUT_A_CLUE]
    meant = [_OF_ALL.get(value, value) for value in values] if overseeing else values
    first, second, *_others = dict.fromkeys(meant)
    return first, second
