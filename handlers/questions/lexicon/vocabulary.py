"""The registry's own words, ready to be looked for in a sentence: names of agencies, titles, deliverables, fields."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from threading import Lock
from weakref import WeakKeyDictionary

from data.registry.office.agencies import AgencyFact
from data.registry.plans.lexicon import Edition, Lexicon, TaskWords, get_edition, read_lexicon
from data.store import Session
from handlers.base.selection import TaskKey
from handlers.questions.lexicon.agency_names import Names, names_of
from handlers.questions.lexicon.phrase_tables import tables
from handlers.questions.lexicon.words import words_kept

Phrase = tuple[str, ...]
"""Words without accents."""

IDLE = frozenset(
    [
        "cua",
        "ve",
        "cac",
        "cho",
        "tren",
        "dia",
        "ban",
        "va",
        "trong",
        "voi",
        "nhung",
        "la",
        "theo",
        "den",
        "o",
        "mot",
        "nay",
        "thuoc",
        "tinh",
        "nam",
        "vao",
    ]
)
"""Words that are left out of a title as easily as they are put in."""

_OPENINGS = (("cong", "tac"), ("cai", "cach"), ("xay", "dung", "va", "phat", "trien"))
"""Words with which titles of sections begin, and which do not tell one from another."""


@dataclass(frozen=True, slots=True)
class TaskWording:
    """A task by its words; `makes` are those of each deliverable."""

    key: TaskKey
    section: str | None
    title: Phrase
    makes: tuple[Phrase, ...]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """`fields`: each section's code with the phrases it may be called by.

    `words` are all words of it, `heard` and `spellings` the same with their accents, `pairs` those that follow each
    other somewhere: for mending what was mistyped.
    """

    agencies: dict[str, AgencyFact]
    names: Names
    fields: tuple[tuple[str, Phrase], ...]
    tasks: tuple[TaskWording, ...]
    codes: frozenset[str]
    words: frozenset[str] = field(repr=False)
    heard: frozenset[str] = field(repr=False)
    spellings: frozenset[str] = field(repr=False)
    pairs: frozenset[tuple[str, str]] = field(repr=False)


def vocabulary_of(found: Lexicon) -> Vocabulary:
    """The words of a registry, made ready."""
    titles = [bare(task.title) for task in found.tasks]
    made = [bare(words) for task in found.tasks for words in task.deliverables]
    names = names_of(found.names, frozenset(pair for title in titles for pair in pairwise(title)))
    said = [word for text in _texts(found) for word in words_kept(text)]
    fields = tuple((code, part) for code, title in found.sections for part in _parts(title))
    phrases = [*titles, *made, *names.firm, *(bare(title) for _code, title in found.sections)]
    return Vocabulary(
        agencies={agency.code: agency for agency, _names in found.names},
        names=names,
        fields=tuple(dict.fromkeys(fields)),
        tasks=tuple(_wording(task) for task in found.tasks),
        codes=frozenset(task.code for task in found.tasks),
        words=frozenset(word for phrase in phrases for word in phrase),
        heard=frozenset(word.heard for word in said),
        spellings=frozenset(word.typed.casefold() for word in said),
        pairs=frozenset(pair for phrase in phrases for pair in pairwise(phrase)),
    )


def _texts(found: Lexicon) -> Iterator[str]:
    for task in found.tasks:
        yield from (task.title, *task.deliverables)
    for _agency, names in found.names:
        yield from names
    yield from (title for _code, title in found.sections)


def bare(text: str) -> Phrase:
    """The words of `text` without accents."""
    return tuple(word.folded for word in words_kept(text))


def telling(words: Iterable[str]) -> Phrase:
    """What tells one title from another: abbreviations written out, idle words and years gone."""
    full = (part for word in words for part in _written_out().get(word, (word,)))
    return tuple(word for word in full if word not in IDLE and not word.startswith("20"))


@cache
def _written_out() -> dict[str, Phrase]:
    return {short: bare(long) for short, long in tables().abbreviations.items()}


def _wording(task: TaskWords) -> TaskWording:
    return TaskWording(
        (task.plan_number, task.code),
        task.section,
        telling(bare(task.title)),
        tuple(telling(bare(words)) for words in task.deliverables),
    )


def _parts(title: str) -> list[Phrase]:
    """What people call a section: its title, and each part of it that a comma makes."""
    parts = [unopened(bare(part)) for part in title.split(",")]
    whole = tuple(word for part in parts for word in part)
    return [telling(phrase) for phrase in (bare(title), whole, *parts) if len(phrase) > 1]


def unopened(title: Phrase) -> Phrase:
    """A title of a section without the words that all of them begin with, and without the name of the reform."""
    for opening in _OPENINGS:
        if title[: len(opening)] == opening:
            title = title[len(opening) :]
    return tuple(word for word in title if word != "cchc")


_known: "WeakKeyDictionary[object, tuple[Edition, Vocabulary]]" = WeakKeyDictionary()
_building = Lock()


def current(session: Session) -> Vocabulary:
    """The words of the registry as it is now; made anew only after agencies or tasks were entered."""
    registry, now = session.get_bind(), get_edition(session)
    with _building:
        known = _known.get(registry)
        if known is None or known[0] != now:
            known = (now, vocabulary_of(read_lexicon(session)))
            _known[registry] = known
    return known[1]


def follows(title: Sequence[str], words: Sequence[str]) -> bool:
    """Whether `title` holds `words` in their order, close together: "sắp xếp xã" is in "sắp xếp … cấp xã"; the
    syllables of "chuyển đổi số", strewn over a long title without accents, are no "chuyển đổi số"."""
    if not words:
        return True
    return any(_follows(title, at, words[1:]) for at, word in enumerate(title) if word == words[0])


_BETWEEN = 6  # words that a title may have between two that were typed


def _follows(title: Sequence[str], at: int, words: Sequence[str]) -> bool:
    for word in words:
        near = title[at + 1 : at + 2 + _BETWEEN]
        if word not in near:
            return False
        at += 1 + near.index(word)
    return True
