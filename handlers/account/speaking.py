"""For which of their agencies somebody speaks: switched by a tap, by /toi with a name, or by a sentence."""

import re
from collections.abc import Sequence

from data.registry.office import agencies
from data.registry.people import offices
from data.registry.people.offices import Office
from data.text import fold, nfc
from handlers.base.callback_data.account import SpeakFor
from handlers.base.messages import Reply
from handlers.base.permissions import check_may_speak
from handlers.base.turn import Turn
from handlers.views.account import speaking as view
from handlers.views.base import refusals

_SWITCHING = ("chuyển sang", "đổi sang", "nói thay", "làm việc cho")
"""Beginnings of sentences after which an agency is named, by its whole name or by some words of it."""
_SWITCHING_TO_WHOLE = "sang"
"""A beginning after which only a whole name counts: most of what begins so is about times ("sang tháng")."""
_FEWEST = 2
"""Words that name an agency, where they are not its whole name: single ones stand in sentences about anything."""
_WORD = re.compile(r"[^\W_]+")
_TIME = re.compile(
    r"(?:(?:thang|nam|tuan|quy|ngay|thu|chu|nhat|mai|mot|hom|ky|dot|dip|tet|le|mua|xuan|he|dong|buoi|sang|trua|chieu|toi"
    r"|dem|gio|som|muon|dau|giua|cuoi|sau|truoc|nay|kia|tiep|ke|moi|ngoai|hai|ba|bon|tu|lam|bay|tam|chin|muoi|gieng|chap"
    r"|hoc|i{1,3}|iv|\d+)(?: |$))+"
    r"|nam (?:giap|at|binh|dinh|mau|ky|canh|tan|nham|quy) (?:ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi)"
)
"""Words that are a time and nothing else, folded: part of a name of such words must be typed with its accents."""
_ASKING = frozenset(
    {"toi dang noi thay ai", "dang noi thay ai", "toi dang lam viec cho ai", "dang lam viec cho ai", "toi la ai"}
)


def speak_for(turn: Turn, tapped: SpeakFor) -> Reply:
    """Let the chat speak for another agency of its person."""
    return _speak(turn, tapped.officer_id)


def is_name_of(office: Office, words: str, *, whole: bool = False) -> bool:
    """Return whether `words` are the name of an agency, with its accents or without, or two or more words that stand
    together in it, with theirs or, unless they could mean a time, wholly without; `whole`: the name alone.
    """
    names = (office.agency_name, office.agency_short_name)
    if _join(fold(words)) in map(_join, map(fold, names)):
        return True
    said = _join(words)
    if whole or said.count(" ") + 1 < _FEWEST:
        return False
    if any(f" {said} " in f" {_join(name)} " for name in names):
        return True
    if said != fold(said) or _TIME.fullmatch(said):
        return False
    return any(f" {said} " in f" {_join(fold(name))} " for name in names)


def find_switch(mine: Sequence[Office], sentence: str, *, asked: bool = False) -> Office | None:
    """Return which of `mine` a sentence asks to speak for; None for none, or for several.

    While something is `asked` only a whole name is no answer to it.
    """
    said = _join(sentence)
    for beginning in (*_SWITCHING, _SWITCHING_TO_WHOLE):
        if rest := _without_beginning(said, beginning):
            return _find(mine, rest, whole=asked or beginning == _SWITCHING_TO_WHOLE)
    return None


def switch_by_name(turn: Turn, words: str) -> Reply | None:
    """Let the chat speak for the agency that `words` name; None where they name none of its person's."""
    found = _find(list_offices(turn), words, whole=False)
    return None if found is None else _speak(turn, found.officer_id)


def answer_sentence(turn: Turn, sentence: str, *, asked: bool) -> Reply | None:
    """Answer a sentence about whom the chat speaks for; None for any other sentence.

    `asked`: a question is open, whose answer may name an agency that the person does not serve.
    """
    mine = list_offices(turn)
    if _join(fold(sentence)) in _ASKING:
        return view.spoken_for(mine)
    found = find_switch(mine, sentence, asked=asked)
    if found is None:
        return None if asked else _say_not_served(turn, sentence)
    return _speak(turn, found.officer_id)


def _say_not_served(turn: Turn, sentence: str) -> Reply | None:
    """Say that the person does not work for the agency of "chuyển sang <agency>"; None where it names none."""
    words = next(filter(None, (_without_beginning(_join(sentence), one) for one in _SWITCHING)), "")
    found = agencies.find_named(turn.session, words, turn.today) if words else None
    mine = list_offices(turn)
    return None if found is None or found.id in {one.agency_id for one in mine} else view.not_served(found, mine)


def _find(mine: Sequence[Office], words: str, *, whole: bool) -> Office | None:
    found = [one for one in mine if is_name_of(one, words, whole=True)]
    if not found and not whole:
        found = [one for one in mine if is_name_of(one, words)]
    return found[0] if len(found) == 1 else None


def _without_beginning(said: str, beginning: str) -> str:
    """Return what follows the words with which a sentence begins, each typed with its accents or without; "" if it
    does not begin so: "sáng" is not "sang".
    """
    words, begun = said.split(" "), beginning.split(" ")
    does = len(words) > len(begun) and all(word in (one, fold(one)) for word, one in zip(words, begun, strict=False))
    return " ".join(words[len(begun) :]) if does else ""


def _join(text: str) -> str:
    """Return the words of a text, in small letters, with one blank between them."""
    return " ".join(_WORD.findall(nfc(text).lower()))


def list_offices(turn: Turn) -> Sequence[Office]:
    """Return whom the person of the chat is, where that are several; else none."""
    if not turn.me.several:
        return []
    return offices.list_of_chat(turn.session, turn.incoming.channel, turn.incoming.chat_id)


def _speak(turn: Turn, officer_id: int) -> Reply:
    chat = turn.incoming
    wanted = next((one for one in list_offices(turn) if one.officer_id == officer_id), None)
    if wanted is None:
        return refusals.old_button()
    check_may_speak(turn, wanted.role)
    turn.close_question()
    offices.speak_for(turn.session, chat.channel, chat.chat_id, officer_id, turn.now)
    return view.spoken_for(list_offices(turn))
