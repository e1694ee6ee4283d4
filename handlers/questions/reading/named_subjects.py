"""Duties that a report names by words of its title or of its deliverable, in any order: "kế hoạch CCHC nộp rồi"."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from handlers.questions.lexicon.phrase_grammar import change_grammar
from handlers.questions.lexicon.vocabulary import STOP_WORDS, TaskWording, folded_words, significant_words
from handlers.questions.lexicon.words import to_word

_MIN_WORDS = 2
_BESIDE = "act.beside"


def best_tasks(words: Sequence[str], tasks: Iterable[TaskWording]) -> list[TaskWording]:
    """Return the tasks that `words` name best; several where they fit several equally well."""
    scores = [(score, task) for task in tasks if (score := score_task(words, task)) is not None]
    best = max((score for score, _task in scores), default=0)
    return [task for score, task in scores if score == best]


def score_task(words: Sequence[str], task: TaskWording) -> int | None:
    """Return how well words without accents name a task; None if one of them is no word of it, nor said beside it.

    The kind of a document ("kế hoạch") names a task only beside other words.
    """
    known = {*task.title, *(word for made in task.makes for word in made)}
    said = [part for word in words for part in significant_words((word,))]
    strange = [word for word in words if not known.issuperset(significant_words((word,)))]
    if not _is_said_beside(strange):
        return None
    named = {part for word in _without_said_beside(words) for part in significant_words((word,)) if part in known}
    if len(named) < _MIN_WORDS:
        return None
    title = folded_words(" ".join(task.title))
    together = set(pairwise(title)) & set(pairwise(said))
    return len(named) + sum(word in title for word in set(said)) + 2 * len(together)


def _without_said_beside(words: Sequence[str]) -> list[str]:
    """Return the words that are not only said beside what is done, as “kế hoạch” is."""
    typed = [to_word(word) for word in words]
    beside = [phrase for phrase in change_grammar().find_all(typed) if phrase.name == _BESIDE]
    covered = {at for phrase in beside for at in range(phrase.start, phrase.end)}
    return [word for at, word in enumerate(words) if at not in covered]


def _is_said_beside(words: Sequence[str]) -> bool:
    typed = [to_word(word) for word in words if word not in STOP_WORDS]
    return not typed or _BESIDE in change_grammar().names_covering(typed) - {"act.done"}
