"""Extraction of the names and phrases of a sentence, from left to right, the longest first; the rest is its
content.
"""

from dataclasses import dataclass, field, replace

from handlers.questions.lexicon.agency_names import AgencyMention
from handlers.questions.lexicon.agency_sorts import NAMING_SORTS, AskedOf
from handlers.questions.lexicon.phrase_grammar import PhraseMatch, question_grammar
from handlers.questions.lexicon.vocabulary import STOP_WORDS, Vocabulary, significant_words
from handlers.questions.reading.sentence import Sentence
from handlers.questions.reading.subject_matching import Content, title_contains

_FILLER, _CONTENT, _COURTESY = "filler.words", "content.words", "courtesy."
_DENIALS = frozenset({"khong", "chua", "dung"})
_UNITS = frozenset({"so", "huyen", "xa", "phuong", "tran"})
_DENIABLE = ("status.", "part.")
_TAGS = frozenset(
    {"a", "nhi", "vay", "the", "nhe", "nha", "em", "anh", "chi", "ha", "khong", "day", "ban", "oi", "nua"}
)
"""Words after the last one that means something."""
_PLAN = ["ke", "hoach"]
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class ExtractedPhrases:
    """The phrases, agencies and content words of a sentence. `phrases` are names in the phrase tables, in order,
    without fillers.

    `led_by` is the agency with which tasks are shared: “phối hợp với Sở Nội vụ”. `denied`: a state is negated in a
    way that no phrase explains, or an unknown agency is named. `fillers` counts words that say nothing. `courtesy` is
    the name of the first polite phrase, "" without one.
    `named` are all agencies whose names can mean one only. `ending` is the last word with a meaning.
    `agency_first`: the name of an agency stands before all phrases. `names` are all names of agencies, with their
    places.
    """

    phrases: tuple[str, ...]
    agencies: tuple[str, ...]
    led_by: tuple[str, ...]
    content: Content
    denied: bool
    fillers: int
    courtesy: str
    named: tuple[str, ...]
    asked_of: AskedOf
    ending: str
    agency_first: bool
    names: tuple[AgencyMention, ...] = ()

    def has(self, *names: str) -> bool:
        """Return whether the sentence contains one of these phrases."""
        return any(name in self.phrases for name in names)


def extract_phrases(sentence: Sentence, vocabulary: Vocabulary) -> ExtractedPhrases:
    """Remove every name and phrase from `sentence`; return them."""
    extractor = _Extractor(sentence, vocabulary)
    extractor.extract()
    return extractor.result()


@dataclass
class _Extractor:
    """State of one extraction."""

    sentence: Sentence
    vocabulary: Vocabulary
    phrases: list[str] = field(default_factory=list)
    names: list[AgencyMention] = field(default_factory=list)
    lead_names: list[AgencyMention] = field(default_factory=list)
    content: list[int] = field(default_factory=list)
    before: str = ""
    denied: bool = False
    fillers: int = 0
    courtesy: str = ""
    asked_of: AskedOf = field(default_factory=AskedOf)
    leaving_out: bool = False
    agency_first: bool = False

    def extract(self) -> None:
        at = 0
        while at < len(self.sentence):
            at = self._extract_at(at)

    def result(self) -> ExtractedPhrases:
        return ExtractedPhrases(
            tuple(self.phrases),
            self.names[0].codes if self.names else (),
            self.lead_names[0].codes if self.lead_names else (),
            self._build_content(),
            self.denied or len({name.codes for name in self.names}) > 1,
            self.fillers,
            self.courtesy,
            tuple(dict.fromkeys(name.codes[0] for name in self.names if len(name.codes) == 1)),
            self.asked_of,
            self._ending(),
            self.agency_first,
            (*self.names, *self.lead_names),
        )

    def _ending(self) -> str:
        words = [word.folded for word in self.sentence.words]
        return next((word for word in reversed(words) if word not in _TAGS), "")

    def _extract_at(self, at: int) -> int:
        """Extract the phrase, name or content word at place `at`; return the place after it."""
        if not self.sentence.has_word(at):
            self.before = ""
            return at + 1
        phrase = self._find_phrase(at)
        name = self.vocabulary.names.find_longest_at(self.sentence.folded, at)
        if name and self._is_agency_name(name, phrase):
            return self._extract_name(name)
        if name and name.unambiguous and phrase and phrase.start == at and phrase.end < name.end:
            phrase = replace(phrase, name=_CONTENT, end=name.end)  # “số nơi” in “gửi … so noi vu”
        if phrase and phrase.name != _CONTENT and not self._belongs_to_title(phrase):
            return self._extract_phrase(self._without_title(phrase))
        end = phrase.end if phrase else at + 1
        self.content += range(at, end)
        self.before = _CONTENT
        return end

    def _find_phrase(self, at: int) -> PhraseMatch | None:
        """Return the longest phrase that begins at `at`, without the name of an agency: “số” of “số Sở Nội vụ”."""
        words = self.sentence.remaining
        phrase = question_grammar().find_longest(words, at)
        if phrase and self.sentence.folded[phrase.end - 1 : phrase.end + 1] == _PLAN:  # “hạn ban hành kế|hoạch”
            phrase = question_grammar().find_longest(words[: phrase.end - 1], at)
        if phrase and phrase.name in NAMING_SORTS:
            for place in range(at + 1, phrase.end):
                name = self.vocabulary.names.find_longest_at(self.sentence.folded, place)
                if name and name.unambiguous and name.end > phrase.end:
                    return question_grammar().find_longest(words[:place], at)
        return phrase

    def _without_title(self, phrase: PhraseMatch) -> PhraseMatch:
        """Return “chậm” of “chậm kế hoạch CCHC”: behind a plan, or with the plan that is named."""
        if phrase.name == "status.overdue" and self.sentence.folded[phrase.end - 2 : phrase.end] == _PLAN:
            return replace(phrase, end=phrase.end - 2) if self._content_follows(phrase.end) else phrase
        return phrase

    def _belongs_to_title(self, phrase: PhraseMatch) -> bool:
        """Return whether a filler word belongs to a title together with its neighbour: “số” in “chuyển đổi số”."""
        words, start, last, pairs = self.sentence.folded, phrase.start, phrase.end - 1, self.vocabulary.pairs
        if phrase.name in ("agency.everyone", "intent.agencies") and self.before == _CONTENT:
            return (words[start - 1], words[start]) in pairs
        if phrase.name != _FILLER or words[start] in STOP_WORDS:
            return False
        if self.before == _CONTENT and start == last and self._continues_title(start, phrase.end):
            return True
        if self.before == _CONTENT and (words[start - 1], words[start]) in pairs:
            return True
        after = words[phrase.end] if self.sentence.has_word(phrase.end) else ""
        return (words[last], after) in pairs and (start == last or self._content_follows(phrase.end))

    def _is_agency_name(self, name: AgencyMention, phrase: PhraseMatch | None) -> bool:
        if phrase and phrase.name != _FILLER and phrase.end >= name.end + (phrase.name == _CONTENT):
            return False
        if self.content and self._continues_title(name.start, name.end):
            return False
        return name.unambiguous or not (self.before == _CONTENT or self._content_follows(name.end))

    def _continues_title(self, start: int, end: int) -> bool:
        """Return whether the content so far goes on with these words in some title."""
        run = [self.sentence.words[place].folded for place in self.content]
        if len(run) < _SEVERAL:
            return False
        said = significant_words((*run, *self.sentence.folded[start:end]))
        return any(title_contains(task, [said]) for task in self.vocabulary.tasks)

    def _content_follows(self, at: int) -> bool:
        """Return whether the word at place `at` is content."""
        if not self.sentence.has_word(at):
            return False
        after = question_grammar().find_longest(self.sentence.remaining, at)
        return after is None or after.name == _CONTENT

    def _extract_name(self, name: AgencyMention) -> int:
        (self.lead_names if self.before == "part.coordinating" else self.names).append(name)
        self.sentence.remove(name.start, name.end)
        self.agency_first = self.agency_first or not self.phrases
        self.before = "name"
        return name.end

    def _extract_phrase(self, phrase: PhraseMatch) -> int:
        words = self.sentence.folded[phrase.start : phrase.end]
        self.asked_of.note(phrase.name, words)
        self.sentence.remove(phrase.start, phrase.end)
        if phrase.name.startswith(_COURTESY):
            self.courtesy = self.courtesy or phrase.name
            self.before = _FILLER
            return phrase.end
        if phrase.name == _FILLER:
            self.fillers += 1
            self.denied = self.denied or (words[-1] in _UNITS and self._is_unknown_name(phrase.end))
            self.before = (
                words[-1] if words[-1] in _DENIALS else self.before if self.before == "part.coordinating" else _FILLER
            )
            return phrase.end
        if phrase.name.startswith(_DENIABLE) and self.before in _DENIALS:
            self.denied = True
        if phrase.name.startswith("leave_out"):
            self.leaving_out = True
        elif phrase.name.startswith("status.") and self.leaving_out:
            self.leaving_out = False
        else:
            self.phrases.append(phrase.name)
        self.before = phrase.name
        return phrase.end

    def _is_unknown_name(self, at: int) -> bool:
        """Return whether a capitalised word stands at place `at`, after the kind of an agency: a name that nobody
        knows, “xã Không Tên”.
        """
        words = self.sentence.words
        shouted = all(word.typed.isupper() for word in words if word.folded.isalpha())
        return self.sentence.has_word(at) and words[at].typed[0].isupper() and not shouted

    def _build_content(self) -> Content:
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
