"""A sentence whose words may make certain what it asks, whatever similar sentences ask for."""

from dataclasses import dataclass
from datetime import date

from handlers.base.query import Intent, Query
from handlers.questions.guessing.naming import is_bare_plan
from handlers.questions.guessing.questions import build_question
from handlers.questions.guessing.reports import OwnTasks
from handlers.questions.guessing.requests import build_request
from handlers.questions.guessing.slots import Slots
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.reading.question_words import asks
from handlers.questions.reading.reader import Reading

_TAGS = ("a", "em", "anh", "chi", "nhi", "vay", "the", "ha", "nhe", "ad", "bot", "ban", "day", "oi", "sep", "nua")


def tags(*others: str) -> str:
    """Return the pattern of words behind a question that say nothing, `others` among them, up to its end."""
    return f"(?: (?:{'|'.join((*_TAGS, *others))})){{0,3}}$"


TAGS = tags("dong chi")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence to be read on `today` (Viet Nam). `read` is what the grammar takes it for; `asked`: it has a
    question mark; `own_tasks` looks up the codes of the tasks of the asker's agency; `typed` is the sentence itself.
    """

    slots: Slots
    read: Reading
    vocabulary: Vocabulary
    today: date
    own_tasks: OwnTasks
    asked: bool
    typed: str

    @property
    def text(self) -> str:
        """Return all words, without accents."""
        return " ".join(word.folded for word in self.slots.words)

    @property
    def matter(self) -> bool:
        """Return whether the sentence names a code, a document, a percentage, a report or what the grammar knows as a
        task.
        """
        slots, query = self.slots, self.read.query
        named = slots.codes or slots.document or slots.percent is not None or slots.report or slots.ordinal
        return bool(named or query.codes or query.report or (query.about_tasks and not is_bare_plan(query)))

    @property
    def states(self) -> bool:
        """Return whether the sentence has no form of a question."""
        return not self.asked and not asks(self.slots.words)

    def question(self, intent: Intent) -> Query | None:
        """Return the query of a question."""
        return build_question(intent, self.slots, self.vocabulary, self.today)

    def request(self, intent: Intent) -> Query | None:
        """Return the query of a request."""
        return build_request(intent, self.slots, self.vocabulary, self.today, self.own_tasks)
