"""Whatever somebody taps or types: what changes a record leaves an entry: before and after, by whom and where."""

from collections.abc import Callable, Iterator

import pytest

from data.enums import Role
from handlers.base.callback_data.packed_duties import pack
from handlers.base.messages import Button
from handlers.base.steps import NOTHING_ASKED, Step
from handlers.dispatch.routes import BUTTONS, COMMANDS
from tests.handlers.busy_office import ADMINISTRATORS, AWAY, TO_APPROVE, TO_CANCEL, WAITING, id_of, invited, make_busy
from tests.handlers.chat import Office, Person
from tests.handlers.dispatch.test_roles import MARK, sample
from tests.handlers.overview.bare_facts import list_bare
from tests.handlers.post import letters_for
from tests.handlers.steps import Steps
from tests.handlers.walk import BY_BUTTONS, ENDING, FILE, FIRST_START, READS, SENTENCES, TYPED, Walk, Way

ENDS = {"officer": "leaveoffice", "head": "eraseme", "coordinator": "switch", "supervisor": "addoffice"}
"""How a walk ends; each identity can be ended once."""
MERGER = TYPED[Step.MERGER][0]
BESIDES: tuple[Way, ...] = (
    ("II.2 60%; II.3 70%", ">recordall:{mark}"),
    ("II.2 40%; II.3 45%", ">recordone:{mark}:0"),
    ("II.2 xong rồi, 12/KH-UBND 26/02/2024", ">reported:~2:{duty}:0:{mark}"),
    (">sumw:0", ">confirms:{packed}", ">undos:{packed}"),
    (">card:{reported}", ">confirm:{reported}:1"),
    ("nhắc Sở Tư pháp nộp báo cáo TC.1", ">urge:{mark}"),
    (f">approve:{TO_APPROVE}",),
    (f">cancelcode:{TO_CANCEL}",),
    (f">renewcode:{WAITING}",),
    (">turnaway:2",),
    (f">back:{AWAY}",),
    ("/moi", "Phạm Thị Lan, Sở Tư pháp", ">makecodes:{mark}"),
    ("/moi", "Phạm Văn Long, Sở Tư pháp, giám sát", ">makecodes:{mark}", ">makeoverseers:{mark}"),
    (">draftask:2", ">draftother:2:{mark}", "Sở Nội vụ", ">draftdone:2:{mark}"),
    (">drafthead:1", *TYPED[Step.PLAN_HEAD]),
    (">draftask:1", ">draftlead:1:{mark}:{mark}"),
    (">draftagain:1", ">draftask:1", ">draftnew:1:{mark}"),
    (">draftagain:1", ">draftask:1", ">draftnobody:1:{mark}"),
    (">draftdrop:3",),
    (">draftask:4", ">draftwhere:4:{mark}", *TYPED[Step.PLAN_SENTENCE]),
    (
        ">draftagain:4",
        ">draftask:4",
        ">draftduty:4:{mark}",
        ">draftlead:4:{mark}:{mark}",
        ">draftsame:4:{mark}:{mark}",
    ),
    (">draftask:4", ">draftnone:4:{mark}"),
    (">planagain:1", ">draftask:5", ">draftleave:5:{mark}", ">draftkeep:5:{mark}", ">draftkeepall:5:{mark}"),
    (">draftagain:5", ">draftask:5", ">draftleaveall:5:{mark}"),
    (">earlier:", ">pickearlier:{duty}", ">recordearlier:", ">record:{mark}", ">undoearlier:{duty}:0"),
    (f">askdismiss:{AWAY}", f">dismiss:{AWAY}:2024-02-26"),
    (">merge:", MERGER, ">mergestate:{mark}:o:1", ">mergepeople:{mark}:m", ">mergeok:{mark}"),
    (">still:{me}",),
    (">notstill:{me}",),
    (">askerase:{me}",),
)
"""Ways to what the busy office has, besides the samples. What a button bears is taken from the screen."""
WALKERS: dict[str, Callable[[Steps], Person]] = {
    "officer": lambda steps: steps.officer,
    "head": lambda steps: steps.office.officer("stp", Role.HEAD, name="Lãnh đạo"),
    "supervisor": lambda steps: steps.supervisor,
    "coordinator": lambda steps: steps.coordinator,
    "administrator": lambda steps: steps.office.stranger(chat_id=ADMINISTRATORS[0]),
}


def walked(steps: Steps, who: str) -> Walk:
    make_busy(steps)
    office, person = steps.office, WALKERS[who](steps)
    duty, reported = office.duty("II.3"), office.duty("II.4").id
    known = {
        "mark": MARK,
        "me": id_of(office, person),
        "duty": duty.id,
        "reported": reported,
        "packed": pack([(reported, 1)]),
    }
    first = [tuple(step.format(**known) for step in way) for way in BESIDES]
    first += [(f">{button.value}",) for button in pushed_to(office, person)]
    first += [(f"/{route.key}",) for route in COMMANDS]
    first += [(f">{sample(tap.key, duty.id, duty.deadline_id)}",) for tap in BUTTONS if tap.key not in ENDING]
    first += [(sentence,) for sentence in SENTENCES]
    first += [(FILE,), (f"/thamgia {invited(office, 'Người vai mới', Role.OFFICER)}",)]
    begun = Walk(person, ENDS.get(who, ""))
    begun.over(first)
    return begun


def pushed_to(office: Office, person: Person) -> Iterator[Button]:
    """The buttons of the digest, and of what is told of people an hour later."""
    for hours in (0, 1):
        office.later(hours=hours)
        for letter in letters_for(office, person):
            yield from (button for row in letter.buttons for button in row)


WROTE = {
    "officer": {
        "attach", "endfeed", "endmail", "feed", "first", "handto", "keep", "leaveoffice", "leaveout",
        "endgroup", "newfeed", "newgroup", "percent", "recordall", "recordone", "reported:~2", "resume", "sethour",
        "setpause",
        "still", "tomorrow", "typedpercent", "typedpercent:~2", "undo", "undoearlier", "until", "vouch",
    },
    "head": {
        "eraseme", "record",
    },
    "supervisor": {
        "addoffice", "agree", "agreeexempt", "confirm", "confirms", "planended", "planopened", "speak",
        "undos", "unfix", "urge",
    },
    "coordinator": {
        "switch",
    },
    "administrator": {
        "approve", "back", "cancelcode", "deputy", "dismiss", "draftagain", "draftdone", "draftdrop",
        "draftlead", "draftnew", "draftnobody",
        "planagain", "draftkeep", "draftkeepall", "draftleave", "draftleaveall", "draftduty",
        "draftnone", "draftsame", "endpages", "letin", "makecodes", "makeoverseers", "mergeok",
        "move", "newphone", "renewcode", "revoke", "turnaway", "vouchall", "writecommune:~2", "writeprovince:~2",
    },
}  # fmt: skip
"""By which buttons each must have changed a record: a walk that reaches nothing proves nothing."""
UNASKED = {"thisplan"}
"""By which a file that was sent unasked is imported as a plan (`office/test_plan_drafts.py`): the walk sends none."""
TYPED_BY = {
    "officer": {Step.DOCUMENT, Step.HOUR, Step.MAIL_CODE, Step.NOTE, Step.PAUSE_END},
    "supervisor": {Step.EXTERNAL_DEADLINE},
    "administrator": {Step.DEPUTY_NAME, Step.OFFICER_NAME, Step.PLAN_FILE, Step.PLAN_HEAD, Step.PLAN_LEAD},
}
"""At which questions what each typed must have changed one at once; at others it is shown first."""


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("who", WALKERS)
def test_whatever_is_tapped_or_typed_leaves_its_entry(steps: Steps, who: str) -> None:
    found = walked(steps, who)
    assert found.faults == {}
    assert list_bare(steps.office) == set(), "the history tells facts by their keys"
    reached = {*WROTE[who], *(f"typed at {step}" for step in TYPED_BY.get(who, ()))}
    assert reached - found.wrote.keys() == set(), "the walk no longer reaches what it reached"
    assert found.wrote.keys() & READS == set()


def test_every_button_and_question_is_walked_over() -> None:
    """A new one is named among those that only show, or among those by which somebody changes a record."""
    assert {tap.key for tap in BUTTONS} == READS | FIRST_START | UNASKED | {
        verb for verbs in WROTE.values() for verb in verbs
    }
    assert set(Step) - NOTHING_ASKED == TYPED.keys() | BY_BUTTONS | {Step.OWN_AGENCY}
