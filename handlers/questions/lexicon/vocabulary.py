"""Words of the registry that a sentence may contain: names of agencies, titles, deliverables, sections."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise
from threading import Lock
from weakref import WeakKeyDictionary

from data.registry.office.agencies import AgencyFact
from data.registry.plans.lexicon import Edition, Lexicon, TaskWords, get_edition, read_lexicon
from data.registry.plans.plans import PlanFact
from data.store import Session
from handlers.base.selection import TaskKey
from handlers.questions.lexicon.agency_names import AgencyNames, build_agency_names
from handlers.questions.lexicon.phrase_tables import load_tables
from handlers.questions.lexicon.words import cached_words

Phrase = tuple[str, ...]
"""Words without accents."""

STOP_WORDS = frozenset(
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
"""Words that people leave out of a title, or add to it, without changing what they mean."""

_SECTION_OPENINGS = (("cong", "tac"), ("cai", "cach"), ("xay", "dung", "va", "phat", "trien"))
"""Words with which titles of many sections begin, and which do not tell one from another."""


@dataclass(frozen=True, slots=True)
class TaskWording:
    """The words of a task's title; `makes` are those of each deliverable."""

    key: TaskKey
    section: str | None
    title: Phrase
    makes: tuple[Phrase, ...]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of a registry. `fields` are codes of sections, each with the phrases it may be called by.

    `fields`, `tasks` and `codes` are of the active plans, or of the one plan that is meant (`of_plan`); `plans` are
    all plans, closed ones too, the latest first.

    For mending mistyped words: `words` are all words without accents, `accented` and `spellings` the same with
    accents, `pairs` those that follow each other somewhere.
    """

    agencies: dict[str, AgencyFact]
    names: AgencyNames
    fields: tuple[tuple[str, Phrase], ...]
    tasks: tuple[TaskWording, ...]
    codes: frozenset[str]
    words: frozenset[str] = field(repr=False)
    accented: frozenset[str] = field(repr=False)
    spellings: frozenset[str] = field(repr=False)
    pairs: frozenset[tuple[str, str]] = field(repr=False)
    plans: tuple[PlanFact, ...] = ()
    _of_all: "tuple[tuple[tuple[str, str, Phrase], ...], tuple[TaskWording, ...]]" = field(
        default=((), ()), repr=False
    )

    def of_plan(self, plan: PlanFact) -> "Vocabulary":
        """Return the vocabulary with the sections and tasks of one plan only, active or closed."""
        return self._limited(frozenset({plan.number}))

    def _limited(self, numbers: frozenset[str]) -> "Vocabulary":
        sections, tasks = self._of_all
        within = tuple(task for task in tasks if task.key[0] in numbers)
        fields = tuple(dict.fromkeys((code, said) for number, code, said in sections if number in numbers))
        return replace(self, fields=fields, tasks=within, codes=frozenset(task.key[1] for task in within))


def build_vocabulary(found: Lexicon) -> Vocabulary:
    """Build the vocabulary of what was read from the registry."""
    titles = [folded_words(task.title) for task in found.tasks]
    made = [folded_words(words) for task in found.tasks for words in task.deliverables]
    names = build_agency_names(found.names, frozenset(pair for title in titles for pair in pairwise(title)))
    said = [word for text in _registry_texts(found) for word in cached_words(text)]
    sections = tuple(
        (number, code, part) for number, code, title in found.sections for part in _section_aliases(title)
    )
    tasks = tuple(_task_wording(task) for task in found.tasks)
    active = frozenset(plan.number for plan in found.plans if plan.active)
    phrases = [*titles, *made, *names.unambiguous, *(folded_words(title) for _plan, _code, title in found.sections)]
    everything = Vocabulary(
        agencies={agency.code: agency for agency, _names in found.names},
        names=names,
        fields=tuple(dict.fromkeys((code, part) for _plan, code, part in sections)),
        tasks=tasks,
        codes=frozenset(task.code for task in found.tasks),
        words=frozenset(word for phrase in phrases for word in phrase),
        accented=frozenset(word.accented for word in said),
        spellings=frozenset(word.typed.casefold() for word in said),
        pairs=frozenset(pair for phrase in phrases for pair in pairwise(phrase)),
        plans=found.plans,
        _of_all=(sections, tasks),
    )
    return everything._limited(active) if found.plans else everything  # noqa: SLF001 - its own


def _registry_texts(found: Lexicon) -> Iterator[str]:
    for task in found.tasks:
        yield from (task.title, *task.deliverables)
    for _agency, names in found.names:
        yield from names
    yield from (title for _plan, _code, title in found.sections)


def folded_words(text: str) -> Phrase:
    """Return the words of `text` without accents."""
    return tuple(word.folded for word in cached_words(text))


def significant_words(words: Iterable[str]) -> Phrase:
    """Return the words that tell one title from another: abbreviations written out, stop words and years removed."""
    return _significant(tuple(words))


@lru_cache(maxsize=512)  # the same few words are looked for in every title
def _significant(words: Phrase) -> Phrase:
    full = (part for word in words for part in _expanded_abbreviations().get(word, (word,)))
    return tuple(word for word in full if word not in STOP_WORDS and not word.startswith("20"))


@cache
def _expanded_abbreviations() -> dict[str, Phrase]:
    return {short: folded_words(long) for short, long in load_tables().abbreviations.items()}


def _task_wording(task: TaskWords) -> TaskWording:
    return TaskWording(
        (task.plan_number, task.code),
        task.section,
        significant_words(folded_words(task.title)),
        tuple(significant_words(folded_words(words)) for words in task.deliverables),
    )


def _section_aliases(title: str) -> list[Phrase]:
    """Return what people call a section: its title, and each part of it between commas."""
    parts = [without_section_opening(folded_words(part)) for part in title.split(",")]
    whole = tuple(word for part in parts for word in part)
    return [significant_words(phrase) for phrase in (folded_words(title), whole, *parts) if len(phrase) > 1]


def without_section_opening(title: Phrase) -> Phrase:
    """Return a section's title without its usual opening and without the name of the reform ("CCHC")."""
    for opening in _SECTION_OPENINGS:
        if title[: len(opening)] == opening:
            title = title[len(opening) :]
    return tuple(word for word in title if word != "cchc")


_cache: "WeakKeyDictionary[object, tuple[Edition, Vocabulary]]" = WeakKeyDictionary()
_cache_lock = Lock()


def get_vocabulary(session: Session) -> Vocabulary:
    """Return the vocabulary of the registry as it is now; rebuilt only after agencies or tasks were entered."""
    registry, now = session.get_bind(), get_edition(session)
    with _cache_lock:
        known = _cache.get(registry)
        if known is None or known[0] != now:
            known = (now, build_vocabulary(read_lexicon(session)))
            _cache[registry] = known
    return known[1]


def contains_in_order(title: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether `title` holds `words` in their order, close together.

    "sắp xếp xã" is in "sắp xếp … cấp xã"; the syllables of "chuyển đổi số", strewn over a long title without accents,
    are no "chuyển đổi số".
    """
    if not words:
        return True
    if words[0] not in title or words[-1] not in title:  # of most titles, and quickly told
        return False
    return any(_matches_from(title, at, words[1:]) for at, word in enumerate(title) if word == words[0])


_MAX_GAP = 6  # words that a title may have between two that were typed


def _matches_from(title: Sequence[str], at: int, words: Sequence[str]) -> bool:
    for word in words:
        near = title[at + 1 : at + 2 + _MAX_GAP]
        if word not in near:
            return False
        at += 1 + near.index(word)
    return True
