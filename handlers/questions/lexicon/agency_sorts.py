"""Sorts of agencies in the words of a phrase, and what is asked of them: "các sở", "bao nhiêu xã", "ai nộp rồi"."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.base.query import Sort

NAMING_SORTS = ("intent.agencies", "intent.whoever", "intent.who", "agency.everyone")
"""Phrases that say of which sort of agencies something is asked."""
_COMMUNES = frozenset({"xa", "phuong", "tran"})
_DEPARTMENTS = frozenset({"so", "nganh", "ban"})
_ANY = frozenset({"don vi", "co quan", "dia phuong"})
_DOING = frozenset({"lam", "nop", "gui", "trinh", "hanh", "hien", "khai", "bao", "ra", "ky", "soan"})
_OWED = frozenset({"phai", "can", "se", "giao", "trach"})
_WHO = frozenset({"ai", "nao", "mo"})
_HAVING_TO = frozenset({"phai", "can", "buoc", "nen", "se", "den", "toi", "sap"})
_ASKING = frozenset({"nao", "may", "nhieu", "gio", "lau", "mo"})
_HANDED_IN = frozenset({"nop", "gui", "goi", "bao", "trinh"})
_MISSING = frozenset({"thieu", "sot"})
_LISTING = frozenset({"liet", "ke", "danh", "sach", "in", "ra"})
_NOT_YET = _HAVING_TO | {"con", "dinh", "chua", "khong"}


@dataclass
class AskedOf:
    """The agencies that a sentence asks about, and what it asks of them.

    `sort` is the sort of agencies that is spoken of; `plural`: several agencies, “các huyện”. `doers`: it asks who
    did something. `acts`: it asks what somebody does or did, without saying that they have to. `duties`: it speaks of
    duties. `unfinished`: something is said not to be done, rather than that it has to be. `when`: it asks for a day,
    “ngày nào”, “bao giờ”. `handed_in`: something was handed in, “đã gửi”.
    """

    sort: Sort | None = None
    plural: bool = False
    doers: bool = False
    acts: bool = False
    duties: bool = False
    unfinished: bool = False
    when: bool = False
    handed_in: bool = False

    def note(self, phrase: str, words: Sequence[str]) -> None:
        """Note what a phrase of the tables says, by its words without accents."""
        said = set(words)
        if phrase in NAMING_SORTS:
            named = sort_named(words)
            self.sort = named if self.sort in (None, Sort.ALL) else self.sort
        match phrase:
            case "agency.everyone":
                self.plural = self.plural or "tinh" not in said
            case "intent.agencies":
                self.unfinished = self.unfinished or bool(said & _MISSING)
            case "intent.who":
                self.doers = self.doers or bool(said & _WHO and said & _DOING and not said & _OWED)
            case "intent.when":
                self.when = self.when or bool(said & _ASKING)
            case "status.done":
                self.handed_in = self.handed_in or bool(said & _HANDED_IN)
            case "status.open":
                self.unfinished = self.unfinished or words[0] not in _HAVING_TO
            case "intent.list" if not said <= _LISTING:
                self.duties = True
                told = len(words) > 1 and words[0] != "duoc" and not said & _NOT_YET
                self.acts = self.acts or told  # “nộp được gì”


def sort_named(words: Sequence[str]) -> Sort:
    """Return the sort of agencies that a phrase names, by its words without accents; ALL where it names none."""
    said, text = set(words), " ".join(words)
    if said & _COMMUNES:
        return Sort.COMMUNE
    if "huyen" in said or "thanh pho" in text:
        return Sort.DISTRICT
    if any(name in text for name in _ANY):
        return Sort.ALL
    return Sort.DEPARTMENT if said & _DEPARTMENTS else Sort.ALL
