"""The names and phrases of a sentence, taken from left to right, the longest first; what is left is its content."""

from dataclasses import dataclass, field

from handlers.base.query import Sort
from handlers.questions.lexicon.agency_names import AgencyMention
from handlers.questions.lexicon.phrase_grammar import PhraseMatch, question_grammar
from handlers.questions.lexicon.vocabulary import STOP_WORDS, Vocabulary, significant_words
from handlers.questions.reading.agency_sorts import names_doers, sort_named
from handlers.questions.reading.sentence import Sentence
from handlers.questions.reading.subject_matching import Content, title_contains

_FILLER, _CONTENT, _COURTESY = "filler.words", "content.words", "courtesy."
_DENIALS = frozenset({"khong", "chua", "dung"})
_UNITS = frozenset({"so", "huyen", "xa", "phuong", "tran"})
_DENIABLE = ("status.", "part.")
_SORTING = ("intent.agencies", "intent.whoever", "intent.who", "agency.everyone")
"""Phrases that say of which sort of agencies something is asked."""
_TAGS = frozenset(
    {"a", "nhi", "vay", "the", "nhe", "nha", "em", "anh", "chi", "ha", "khong", "day", "ban", "oi", "nua"}
)
"""Words after the last one that means something."""
_LISTING = frozenset({"liet", "ke", "danh", "sach", "in", "ra"})
_OBLIGED = frozenset({"phai", "can", "nen", "con", "den", "toi", "se", "duoc", "dinh", "chua", "khong"})


@dataclass(frozen=True, slots=True)
class ExtractedPhrases:
    """`phrases` are the names in the tables of what was said, in order, fillers left out.

    `led_by` is the agency that tasks are shared with: “phối hợp với Sở Nội vụ”. `denied`: a state is denied in a way
    that no phrase explains, or an agency is named that there is not. `fillers` counts words that say nothing.
    `courtesy` is the name of the first of them that is polite, "" without.
    `named` are all agencies of whose names each can mean one only. `sort` is the sort of agencies that is spoken of.
    `doers`: it asks who did something. `acts`: it asks what somebody does or did, without saying that they have to.
    `duties`: it speaks of duties. `ending` is the last word that means something.
    """

    phrases: tuple[str, ...]
    agencies: tuple[str, ...]
    led_by: tuple[str, ...]
    content: Content
    denied: bool
    fillers: int
    courtesy: str
    named: tuple[str, ...] = ()
    sort: Sort | None = None
    doers: bool = False
    acts: bool = False
    duties: bool = False
    ending: str = ""

    def says(self, *names: str) -> bool:
        """Whether one of these phrases of the tables was said."""
        return any(name in self.phrases for name in names)


def extract_phrases(sentence: Sentence, vocabulary: Vocabulary) -> ExtractedPhrases:
    """Takes every name and phrase out of `sentence`."""
    ear = _Extractor(sentence, vocabulary)
    ear.hear()
    return ear.heard()


@dataclass
class _Extractor:
    sentence: Sentence
    vocabulary: Vocabulary
    phrases: list[str] = field(default_factory=list)
    names: list[AgencyMention] = field(default_factory=list)
    shared: list[AgencyMention] = field(default_factory=list)
    content: list[int] = field(default_factory=list)
    before: str = ""
    denied: bool = False
    fillers: int = 0
    courtesy: str = ""
    sort: Sort | None = None
    doers: bool = False
    acts: bool = False
    duties: bool = False
    leaving_out: bool = False
    lead: str = ""

    def hear(self) -> None:
        at = 0
        while at < len(self.sentence):
            at = self._next(at)

    def heard(self) -> ExtractedPhrases:
        return ExtractedPhrases(
            tuple(self.phrases),
            self.names[0].codes if self.names else (),
            self.shared[0].codes if self.shared else (),
            self._content(),
            self.denied or len({name.codes for name in self.names}) > 1,
            self.fillers,
            self.courtesy,
            tuple(dict.fromkeys(name.codes[0] for name in self.names if len(name.codes) == 1)),
            self.sort,
            self.doers,
            self.acts,
            self.duties,
            self._ending(),
        )

    def _ending(self) -> str:
        words = [word.folded for word in self.sentence.words]
        return next((word for word in reversed(words) if word not in _TAGS), "")

    def _next(self, at: int) -> int:
        """Understands what stands at `at`; returns the place after it."""
        if not self.sentence.is_free(at):
            self.before = ""
            return at + 1
        phrase = question_grammar().longest(self.sentence.left, at)
        name = self.vocabulary.names.at(self.sentence.folded, at)
        if name and self._is_meant(name, phrase):
            return self._named(name)
        if phrase and phrase.means != _CONTENT and not self._belongs_to_title(phrase):
            return self._said(phrase)
        end = phrase.end if phrase else at + 1
        self.content += range(at, end)
        self.before = _CONTENT
        return end

    def _belongs_to_title(self, phrase: PhraseMatch) -> bool:
        """Whether a word that says nothing by itself goes with the next or the last word in some title: “số” in
        “chuyển đổi số”."""
        words, start, last, pairs = self.sentence.folded, phrase.start, phrase.end - 1, self.vocabulary.pairs
        if phrase.means == "agency.everyone" and self.before == _CONTENT:
            return (words[start - 1], words[start]) in pairs
        if phrase.means != _FILLER or words[start] in STOP_WORDS:
            return False
        if self.before == _CONTENT and start == last and self._in_title(start, phrase.end):
            return True
        if self.before == _CONTENT and (words[start - 1], words[start]) in pairs:
            return True
        after = words[phrase.end] if self.sentence.is_free(phrase.end) else ""
        return (words[last], after) in pairs and (start == last or self._goes_on(phrase.end))

    def _is_meant(self, name: AgencyMention, phrase: PhraseMatch | None) -> bool:
        if phrase and phrase.means != _FILLER and phrase.end >= name.end + (phrase.means == _CONTENT):
            return False
        if self.content and self._in_title(name.start, name.end):
            return False
        return name.firm or not (self.before == _CONTENT or self._goes_on(name.end))

    def _in_title(self, start: int, end: int) -> bool:
        """Whether the content before these words goes on with them in some title."""
        run = [self.sentence.words[place].folded for place in self.content]
        said = significant_words((*run, *self.sentence.folded[start:end]))
        return len(run) > 1 and any(title_contains(task, [said]) for task in self.vocabulary.tasks)

    def _goes_on(self, at: int) -> bool:
        """Whether a word of content follows."""
        if not self.sentence.is_free(at):
            return False
        after = question_grammar().longest(self.sentence.left, at)
        return after is None or after.means == _CONTENT

    def _named(self, name: AgencyMention) -> int:
        (self.shared if self.before == "part.coordinating" else self.names).append(name)
        self.sentence.take(name.start, name.end)
        self.before = "name"
        return name.end

    def _said(self, phrase: PhraseMatch) -> int:
        words = self.sentence.folded[phrase.start : phrase.end]
        self._note(phrase.means, words)
        self.sentence.take(phrase.start, phrase.end)
        if phrase.means.startswith(_COURTESY):
            self.courtesy = self.courtesy or phrase.means
            self.before = _FILLER
            return phrase.end
        if phrase.means == _FILLER:
            self.fillers += 1
            self.denied = self.denied or (words[-1] in _UNITS and self._is_proper(phrase.end))
            self.before = (
                words[-1] if words[-1] in _DENIALS else self.before if self.before == "part.coordinating" else _FILLER
            )
            return phrase.end
        if phrase.means.startswith(_DENIABLE) and self.before in _DENIALS:
            self.denied = True
        if phrase.means.startswith("leave_out"):
            self.leaving_out = True
        elif phrase.means.startswith("status.") and self.leaving_out:
            self.leaving_out = False
        else:
            self.phrases.append(phrase.means)
        self.before = phrase.means
        return phrase.end

    def _note(self, means: str, words: list[str]) -> None:
        """Notes which agencies a phrase speaks of, and whether it asks what they did."""
        if means in _SORTING:
            named = sort_named(words)
            self.sort = named if self.sort in (None, Sort.ALL) else self.sort
        self.doers = self.doers or (means == "intent.who" and names_doers(words))
        if means == "intent.list" and not set(words) <= _LISTING:
            self.duties = True
            self.acts = self.acts or (len(words) > 1 and not set(words) & _OBLIGED)

    def _is_proper(self, at: int) -> bool:
        """Whether a name follows, which is then none that anybody knows: “xã Không Tên”."""
        words = self.sentence.words
        shouted = all(word.typed.isupper() for word in words if word.folded.isalpha())
        return self.sentence.is_free(at) and words[at].typed[0].isupper() and not shouted

    def _content(self) -> Content:
        words = self.sentence.words
        runs_at: list[list[int]] = []
        for at in self.content:
            if not runs_at or at != runs_at[-1][-1] + 1:
                runs_at.append([])
            runs_at[-1].append(at)
        runs = tuple(tuple(words[at].folded for at in run) for run in runs_at)
        typed = tuple(self.sentence.typed(run) for run in runs_at)
        return Content(
            tuple(self.content), runs, typed, field="field.lead" in self.phrases, made="made.lead" in self.phrases
        )
