"""The directories of an office (/cauhinh): those there are, and the proposal of a province, a commune, a ministry."""

import re
from typing import Any

from data.enums import OfficeLevel
from data.errors import BadAnswer
from data.plans.agencies import national
from data.plans.agencies.directory import Directory
from data.plans.agencies.national import Block, Commune, Province
from data.plans.storing.directory import write_directory
from data.registry.office import directories
from data.text import fold, nfc
from handlers.base.callback_data.directories import (
    AskCommune,
    AskMinistry,
    AskProvince,
    ProposeCommune,
    ProposeProvince,
    ShowDirectories,
    WriteCommune,
    WriteCommuneWithoutBlocks,
    WriteProvince,
    WriteProvinceWithoutBlocks,
)
from handlers.base.messages import Reply
from handlers.base.proposal import Act, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.office import own_agency
from handlers.open_questions.leave_phrases import Leaving, read_leaving
from handlers.open_questions.previews import propose
from handlers.questions.lexicon.vocabulary import get_vocabulary
from handlers.views.base import refusals
from handlers.views.office import directories as view

_LEVELS = {
    **dict.fromkeys(("tinh", "cap tinh", "thanh pho", "cap thanh pho"), OfficeLevel.PROVINCE),
    **dict.fromkeys(("xa", "cap xa", "phuong", "cap phuong", "dac khu", "xa phuong"), OfficeLevel.COMMUNE),
}
"""What may be typed to the first question for a level, folded."""
_OF_A_MINISTRY = frozenset({"bo", "cap bo", "don vi cua bo", "don vi thuoc bo"})
_MINISTRY = "bo "
_PARTS_OF_OFFICES = ("phan", "chi huy", "doi", "tu lenh")
"""What follows "bộ" in what is no ministry, folded."""
_COMMUNE_KINDS = ("xa", "phuong", "dac khu")
_WHO_WE_ARE = re.compile(r"^(?:(?:chung )?(?:toi|em|minh) (?:la|o|thuoc) )?(?:ubnd|uy ban nhan dan|vp ubnd)? ?")
NAME_LETTERS = 100
"""The most letters of a ministry's name."""


def show(turn: Turn, words: str) -> Reply:
    """Answer /cauhinh with the directories there are; behind it a province may be typed, which is proposed."""
    if words.strip():
        return propose_province(turn, ProposeProvince(_find_province(words).code))
    return show_all(turn, ShowDirectories())


def show_all(turn: Turn, _tapped: ShowDirectories) -> Reply:
    """Show the directories of the office, and the levels of which one can be proposed."""
    return view.directory_list(directories.list_directories(turn.session))


def answer_first_question(turn: Turn, sentence: str) -> Reply | None:
    """Answer what the first administrator types before their office is set up; None once there is what to ask about.

    While the registry is empty that is the answer to its first question: a level, a province, a commune, a ministry;
    whatever else it is, the question is asked again. Then their own agency is proposed, where it names one.
    """
    if not own_agency.is_open(turn):
        return None
    if own_agency.list_known(turn):
        return own_agency.propose_named(turn, sentence)
    said = _WHO_WE_ARE.sub("", " ".join(fold(sentence).replace(",", " ").split()).strip(" .!?"))
    if level := _LEVELS.get(said):
        return ask_province(turn, AskProvince(level))
    if said in _OF_A_MINISTRY:
        return ask_ministry(turn, AskMinistry())
    if province := national.find_province_named(said):
        return propose_province(turn, ProposeProvince(province.code))
    found = _find_communes(said)
    if not found and (ministry := _read_ministry(turn, sentence, said)):
        turn.ask(Step.MINISTRY)
        return take_ministry(turn, ministry)
    if len(found) == 1:
        [(province, commune)] = found
        return propose_commune(turn, ProposeCommune(province.code, commune.code))
    return ask_province(turn, AskProvince(OfficeLevel.COMMUNE)) if found else view.first_question()


def _find_communes(said: str) -> list[tuple[Province, Commune]]:
    """Return the communes of this name; one that begins as ministries do ("Bố Hạ") may stand without its kind."""
    found = national.find_communes_named(said)
    if found or not said.startswith(_MINISTRY):
        return found
    return [one for kind in _COMMUNE_KINDS for one in national.find_communes_named(f"{kind} {said}")]


def _read_ministry(turn: Turn, sentence: str, said: str) -> str:
    """Return the ministry that a sentence names, as it is typed; "" for none: "bỏ qua", "bộ phận một cửa"."""
    name = " ".join(sentence.split()[-len(said.split()) :]).strip(" .,!?")
    is_one = said.startswith(_MINISTRY) and not said.removeprefix(_MINISTRY).startswith(_PARTS_OF_OFFICES)
    begins = nfc(name).lower().startswith("bộ ") or name.lower() == fold(name)
    return name if is_one and begins and read_leaving(sentence, get_vocabulary(turn.session)) is Leaving.NO else ""


def ask_province(turn: Turn, tapped: AskProvince) -> Reply:
    """Ask for the province: to be tapped or typed."""
    turn.ask(Step.PROVINCE, level=tapped.level.value)
    return view.province_question(tapped.level, national.list_provinces(), tapped.page)


def take_province(turn: Turn, sentence: str) -> Reply:
    """Take the province that was typed. Raises BadAnswer."""
    province = _find_province(sentence)
    if turn.answered_question.about["level"] == OfficeLevel.COMMUNE:
        return ask_commune(turn, AskCommune(province.code))
    return propose_province(turn, ProposeProvince(province.code))


def ask_commune(turn: Turn, tapped: AskCommune) -> Reply:
    """Ask for the commune: to be tapped or typed."""
    province = national.find_province_named(tapped.province)
    if province is None:
        return refusals.old_button()
    turn.ask(Step.COMMUNE, province=province.code)
    return view.commune_question(province, national.list_communes(province), tapped.page)


def take_commune(turn: Turn, sentence: str) -> Reply:
    """Take the commune that was typed. Raises BadAnswer."""
    province = _find_province(turn.answered_question.about["province"])
    commune = national.find_commune(province, sentence)
    if commune is None:
        raise BadAnswer("commune", "commune_unknown")
    return propose_commune(turn, ProposeCommune(province.code, commune.code))


def ask_ministry(turn: Turn, _tapped: AskMinistry) -> Reply:
    """Ask for the name of the ministry, or of the ministry's unit."""
    turn.ask(Step.MINISTRY)
    return view.ministry_question()


def take_ministry(turn: Turn, sentence: str) -> Reply:
    """Show the units of the ministry of the typed name, as they would be written. Raises BadAnswer."""
    name = " ".join(sentence.split())
    if len(name) > NAME_LETTERS:
        raise BadAnswer("ministry", "ministry_too_long")
    heading, said = view.ministry_preview(national.propose_ministry(name))
    return propose(turn, Proposal(Act.DIRECTORY, {"ministry": name}, heading, said, name))


def save_ministry(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Write the units of a ministry, as they were shown."""
    turn.close_question()
    return _write(turn, national.propose_ministry(str(facts["ministry"])))


def propose_province(turn: Turn, tapped: ProposeProvince) -> Reply:
    """Show the agencies of a province and leave the open question; departments that not all have are chosen by a
    tap.
    """
    province = national.find_province_named(tapped.province)
    if province is None:
        return refusals.old_button()
    turn.close_question()
    proposed = _read_province(province, tapped.chosen)
    blocks = national.list_blocks(OfficeLevel.PROVINCE)
    return view.province_proposal(tapped, proposed, national.list_optional_departments(), blocks)


def propose_commune(turn: Turn, tapped: ProposeCommune) -> Reply:
    """Show the units of a commune, and leave the open question."""
    proposed = _read_commune(tapped)
    if proposed is None:
        return refusals.old_button()
    turn.close_question()
    return view.commune_proposal(tapped, proposed, national.list_blocks(OfficeLevel.COMMUNE))


def propose_province_again(turn: Turn, tapped: WriteProvinceWithoutBlocks) -> Reply:
    """Show what would be written of a province now, for a button that was shown less; nothing is written."""
    departments = tapped.chosen & (1 << len(national.list_optional_departments())) - 1
    return propose_province(turn, ProposeProvince(tapped.province, departments))


def propose_commune_again(turn: Turn, tapped: WriteCommuneWithoutBlocks) -> Reply:
    """Show what would be written of a commune now, for a button that was shown less; nothing is written."""
    return propose_commune(turn, ProposeCommune(tapped.province, tapped.commune))


def write_province(turn: Turn, tapped: WriteProvince) -> Reply:
    """Write the agencies of a province into the registry."""
    province = national.find_province_named(tapped.province)
    if province is None:
        return refusals.old_button()
    return _write(turn, _read_province(province, tapped.chosen))


def write_commune(turn: Turn, tapped: WriteCommune) -> Reply:
    """Write the units of a commune into the registry."""
    proposed = _read_commune(tapped)
    return refusals.old_button() if proposed is None else _write(turn, proposed)


def _write(turn: Turn, proposed: Directory) -> Reply:
    actor = f"officer:{turn.me.officer_id}"
    written = write_directory(turn.session, proposed, now=turn.now, actor=actor)
    return view.directory_written(proposed, written.counts, asks_own=own_agency.is_open(turn))


def _find_province(words: str) -> Province:
    found = national.find_province_named(words)
    if found is None:
        raise BadAnswer("province", "province_unknown")
    return found


def _read_province(province: Province, chosen: int) -> Directory:
    """Return the agencies of a province: the departments whose bits are set, the blocks whose bits are not."""
    optional = national.list_optional_departments()
    codes = tuple(one.code for at, one in enumerate(optional) if chosen >> at & 1)
    return national.propose_province(province, codes, _blocks_of(OfficeLevel.PROVINCE, chosen >> len(optional)))


def _read_commune(tapped: ProposeCommune | WriteCommune) -> Directory | None:
    province = national.find_province_named(tapped.province)
    commune = national.find_commune(province, tapped.commune) if province else None
    if province is None or commune is None:
        return None
    return national.propose_commune(province, commune, _blocks_of(OfficeLevel.COMMUNE, tapped.left_out or 0))


def _blocks_of(level: OfficeLevel, bits: int) -> tuple[Block, ...]:
    return tuple(block for at, block in enumerate(national.list_blocks(level)) if bits >> at & 1)
