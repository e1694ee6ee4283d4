"""Agencies of a sentence: those that are named, one's own, those of a sort."""

import re
from dataclasses import replace

from handlers.base.query import Query, Sort
from handlers.questions.guessing.slots import Slots
from handlers.questions.lexicon.vocabulary import Vocabulary

OWN = re.compile(
    r"(?<!\S)(?:cua|ben|phia|so|huyen|xa|phuong|co quan|don vi|phong)"
    r" (?:toi|em|minh|ta|tui|chung toi|chung em|chung ta|nha)(?!\S)"
)
"""Words for an agency as the speaker's."""
_ANY = re.compile(r"(?<!\S)(?:co quan|don vi|nhung don vi|cac don vi)(?! (?:toi|em|minh|ta|nay|nha)(?!\S))")
"""“Đơn vị” without a word for whose: any of them."""
_OF_SORT = re.compile(
    r"(?<!\S)(?:cac|nhung|moi|tat ca|toan bo|khoi|\d+|hai|ba|bon|nam|sau|bay|tam|muoi)"
    r" (?P<sort>so|nganh|huyen|xa|phuong)(?!\S)"
    r"|(?<!\S)(?:cac|may|nhung) (?:ong|ba|anh|chi|bac|ban|cau) (?P<people>so|nganh|huyen|xa|phuong)(?!\S)"
)
"""“Mấy ông huyện” are the districts."""
_SORTS = {"so": Sort.DEPARTMENT, "nganh": Sort.DEPARTMENT, "huyen": Sort.DISTRICT}
_BETWEEN = frozenset({"giup", "ho", "gium", "them", "lai", "nho", "ngay", "ben", "cho"})
"""Words between a request and the name of whom it is about."""
_OWN_WORDS = frozenset(
    [
        "của",
        "bên",
        "phía",
        "sở",
        "huyện",
        "xã",
        "phường",
        "cơ",
        "quan",
        "đơn",
        "vị",
        "phòng",
        "tôi",
        "em",
        "mình",
        "ta",
        "tui",
        "chúng",
        "nhà",
    ]
)
"""The same words as they are written."""


def name_agencies(query: Query, slots: Slots, vocabulary: Vocabulary) -> Query:
    """Return `query` about the agencies that a sentence names, one's own, or those of a sort."""
    extracted, text = slots.extracted, " ".join(slots.tokens)
    codes = _narrow(slots, vocabulary)
    sort = extracted.asked_of.sort
    if found := _OF_SORT.search(text):
        sort = _SORTS.get(found["sort"] or found["people"], Sort.COMMUNE)
    own = not codes and (_says_own(slots) or (extracted.has("agency.own") and not _ANY.search(text)))
    return replace(query, agencies=codes, own=own, everyone=not codes and extracted.has("agency.everyone"), sort=sort)


def _says_own(slots: Slots) -> bool:
    """Return whether words say that an agency is the speaker's: “sở tôi”, but not “chuyển đổi số tới đâu”."""
    text = " ".join(word.folded for word in slots.words)
    for found in OWN.finditer(text):
        first = text.count(" ", 0, found.start())
        said = slots.words[first : first + found[0].count(" ") + 1]
        if all(not word.accented or word.typed.casefold() in _OWN_WORDS for word in said):
            return True
    return False


def agency_behind(pattern: re.Pattern[str], slots: Slots, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the code of the agency whose name, however short, stands right behind words: “nhắc thành phố”."""
    folded = [word.folded for word in slots.words]
    found = pattern.search(text := " ".join(folded))
    at = text.count(" ", 0, found.end()) + 1 if found else len(folded)
    while at < len(folded) and folded[at] in _BETWEEN:
        at += 1
    name = vocabulary.names.find_longest_at(folded, at) if at < len(folded) else None
    return name.codes if name and len(name.codes) == 1 else ()


def _narrow(slots: Slots, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the codes of the first agency; of several of one name, the one in the district that is named too."""
    extracted = slots.extracted
    codes = extracted.agencies
    if len(codes) < 2:
        return codes
    above = {vocabulary.agencies[code].id for name in extracted.names for code in name.codes if len(name.codes) == 1}
    inside = tuple(code for code in codes if vocabulary.agencies[code].parent_id in above)
    return inside if len(inside) == 1 else codes
