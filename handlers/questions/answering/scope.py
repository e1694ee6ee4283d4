"""The duties that a query is about, after its names were looked up in the registry."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from data.errors import NotAllowed, NotFound
from data.registry.office.agencies import AgencyFact
from data.registry.people.identities import Identity
from handlers.base.permissions import oversees
from handlers.base.query import Intent, Query, Sort, Status
from handlers.base.selection import Selection, TaskKey
from handlers.questions.lexicon.vocabulary import TaskWording, Vocabulary, folded_words, significant_words
from handlers.questions.reading.subject_matching import RUN_SEPARATOR, deliverable_contains, title_contains

_REPORT = ("bao", "cao")
_KINDS_OF_PAPER = (("ke", "hoach"), ("quyet", "dinh"), ("nghi", "quyet"))
_OF_MANY = (Intent.LIST, Intent.COUNT, Intent.CARD, Intent.SUMMARY, Intent.ACTIVITY, Intent.COMPARE, Intent.EXPORT)
_OF_A_TASK = (Intent.WHO, Intent.WHEN, Intent.CARD)


@dataclass(frozen=True, slots=True)
class Scope:
    """A query with the agency whose duties are meant, None for all agencies, and the tasks meant, None for all.

    `own`: the agency is the asker's. `members` are the codes of the agencies of a sort, None if no sort is meant.
    """

    query: Query
    agency: AgencyFact | None
    own: bool
    tasks: frozenset[TaskKey] | None
    members: frozenset[str] | None = None

    @property
    def agency_code(self) -> str | None:
        """Return the code of the agency, as JSON has it."""
        return self.agency.code if self.agency else None

    @property
    def task_codes(self) -> set[str] | None:
        """Return the codes of the tasks, of whichever plan; None for all tasks."""
        return None if self.tasks is None else {code for _plan, code in self.tasks}

    def includes(self, agency_code: str) -> bool:
        """Return whether an agency is of the sort that is meant; any agency where no sort is meant."""
        return self.members is None or agency_code in self.members

    @property
    def selection(self) -> Selection:
        """Return the conditions for the rows of the agency."""
        return Selection(tasks=self.tasks, period=self.query.period, status=self.query.status or Status.ALL)

    def within(self, vocabulary: Vocabulary) -> str:
        """Return the name of the agency in which those of a sort are meant, "" where it is the province."""
        codes = self.query.agencies if self.members is not None else ()
        return ", ".join(vocabulary.agencies[code].short_name for code in codes)


def resolve_scope(me: Identity, query: Query, vocabulary: Vocabulary) -> Scope:
    """Look up the agency and the tasks of a query; if somebody who oversees names no agency, the whole province is
    meant.

    Raises NotAllowed for another agency's duties, and NotFound for a name that several agencies have.
    """
    members = find_members(query, vocabulary)
    agency = None if members is not None else _resolve_agency(me, query, vocabulary)
    own = agency is not None and agency.id == me.agency_id
    if not own and not oversees(me):
        raise NotAllowed("agency.see")
    return Scope(query, agency, own, find_tasks(query, vocabulary), members)


def find_members(query: Query, vocabulary: Vocabulary) -> frozenset[str] | None:
    """Return the codes of the agencies of the sort that is meant, within those named; None where no sort is meant."""
    if query.sort is None or (query.sort is Sort.ALL and not query.agencies):
        return None
    above = {vocabulary.agencies[code].id for code in query.agencies}
    return frozenset(
        code
        for code, agency in vocabulary.agencies.items()
        if (query.sort is Sort.ALL or agency.kind == query.sort)
        and (not above or agency.parent_id in above or (query.sort is Sort.ALL and agency.id in above))
    )


def _resolve_agency(me: Identity, query: Query, vocabulary: Vocabulary) -> AgencyFact | None:
    if len(query.agencies) > 1:
        meant = [vocabulary.agencies[code] for code in query.agencies]
        raise NotFound("agency", meant[0].name, tuple(f"{one.short_name} ({one.code})" for one in meant[:3]))
    if query.agencies:
        return vocabulary.agencies[query.agencies[0]]
    if query.everyone or (oversees(me) and _of_all(query)):
        return None
    return AgencyFact(me.agency_id, me.agency_code, me.agency_name, me.agency_short_name, "")


def _of_all(query: Query) -> bool:
    """Return whether a question of who oversees is about all agencies: it names none, not even their own."""
    return query.intent in _OF_MANY and not (query.own or query.coordinating or query.ordinal)


def find_tasks(query: Query, vocabulary: Vocabulary) -> frozenset[TaskKey] | None:
    """Return the tasks that a query is about, None for all."""
    tests = list(_conditions(query))
    if query.report:
        tests.append(_report_condition(vocabulary))
    if not tests:
        return None
    found = [task for task in vocabulary.tasks if all(test(task) for test in tests)]
    if query.keywords and query.intent in _OF_A_TASK:
        found = _prefer_opening_words(found, significant_words(folded_words(query.keywords)))
    return frozenset(task.key for task in found)


def _prefer_opening_words(tasks: list[TaskWording], words: tuple[str, ...]) -> list[TaskWording]:
    """Return the tasks whose title begins with `words`; if there are none, all."""
    if words in _KINDS_OF_PAPER:  # “kế hoạch của phường” is the only one that the office owes
        return tasks
    return [task for task in tasks if task.title[: len(words)] == words] or tasks


def _conditions(query: Query) -> Iterable[Callable[[TaskWording], bool]]:
    if query.codes:
        yield lambda task: task.key[1] in query.codes
    if query.sections:
        yield lambda task: task.section in query.sections
    if query.made:
        made = [folded_words(run) for run in query.made.split(RUN_SEPARATOR)]
        yield lambda task: deliverable_contains(task, made)
    if query.keywords:
        runs = [folded_words(run) for run in query.keywords.split(RUN_SEPARATOR)]
        yield lambda task: title_contains(task, runs)


def _report_condition(vocabulary: Vocabulary) -> Callable[[TaskWording], bool]:
    """Return the test for the periodic report of every agency.

    It stands in the body of a plan; a plan without one there has it among its tasks.
    """
    in_body = any(task.section is None and task.title[:2] == _REPORT for task in vocabulary.tasks)
    return lambda task: task.title[:2] == _REPORT and (task.section is None or not in_body)
