"""Who may do what: asked on every command and every tap, whatever the button says."""

import pytest

from data.enums import Role
from data.models import Officer
from handlers.base.callback_data.codec import decode
from handlers.base.callback_data.packed_duties import pack
from handlers.dispatch.routes import ANSWERS, BUTTONS, COMMANDS
from tests.handlers.chat import REFUSED, Office, Person
from tests.handlers.dispatch.permissions import read_permissions

PERMISSIONS = read_permissions()
OF_A_MESSAGE = {"tomorrow", "why", "date", "file"}
"""Closed to everybody who was not told of the duty, does not follow its plan or may not see what the file proves,
whatever the role."""
JOINING = {"start", "thamgia", "xinvao"}

MARK = "0123456789ab"
VALUES = {
    **dict.fromkeys(("card", "history", "note", "attach", "extend", "request", "hand", "snooze"), "{duty}"),
    **dict.fromkeys(("exemption", "fix", "result", "pickearlier"), "{duty}"),
    "fixfield": "{duty}:title",
    "unfix": "1",
    **dict.fromkeys(("done", "progress", "undo", "undoearlier", "confirm", "return", "agree", "refuse"), "{duty}:0"),
    **dict.fromkeys(("exempt", "agreeexempt", "refuseexempt", "owedagain"), "{duty}:0"),
    **dict.fromkeys(("suma", "sumu", "sumv", "sumw", "days", "asks", "exemptions"), "0"),
    **dict.fromkeys(("sumk", "sumd"), "0:all"),
    **dict.fromkeys(("sum", "sump", "xlsx", "docx"), "all"),
    **dict.fromkeys(("confirms", "returns", "undos"), "{packed}"),
    **dict.fromkeys(("keep", "leaveout"), "T-7"),
    **dict.fromkeys(("draft", "drafthead", "draftask", "draftagain", "draftdrop"), "1"),
    **dict.fromkeys(("draftnobody", "draftnew", "draftother", "draftdone"), f"1:{MARK}"),
    **dict.fromkeys(("draftduty", "draftwhere", "draftnone"), f"1:{MARK}"),
    **dict.fromkeys(("draftkeep", "draftleave", "draftkeepall", "draftleaveall"), f"1:{MARK}"),
    **dict.fromkeys(("planagain", "ownagency"), "1"),
    "draftlook": "1:0",
    **dict.fromkeys(("draftlead", "draftsame"), f"1:{MARK}:{MARK}"),
    "audit": "0:all:0",
    **dict.fromkeys(("makecodes", "makeoverseers", "record", "recordall", "mend", "aside", "urge"), MARK),
    "recordone": f"{MARK}:0",
    "reported": "{duty}:0",
    "reported:~2": f"{{duty}}:0:{MARK}",
    "typedpercent": "{duty}:0:50",
    "typedpercent:~2": f"{{duty}}:0:50:{MARK}",
    "reportfiles": "{duty}:0",
    **dict.fromkeys(
        ("endgroup", "switch", "addoffice", "speak", "plan", "planclose", "planopen", "planopened", "endpages"), "1"
    ),
    "planend": "1:0:0:0",
    "planended": f"{MARK}:1:0:0",
    "pages": "0",
    "first": "mail",
    "code:~2": "1:II.3",
    "sumt:~2": "0:1:TC.1",
    **dict.fromkeys(("codeof", "renewcode", "urgeof"), "1"),
    **dict.fromkeys(("codes", "people", "joinasks"), "0"),
    **dict.fromkeys(("letin", "turnaway", "askaway", "back"), "1"),
    "deputy": "1:0:2024-03-01",
    "askdeputy": "1:2024-03-01",
    **dict.fromkeys(("person", "askname", "askrole", "askagency"), "1"),
    "moveto": "1:head:1",
    "move": "1:head:1:2024-02-26",
    **dict.fromkeys(("asknewphone", "newphone"), "1:officer"),
    **dict.fromkeys(("joined", "vouch", "vouchall", "revoke", "approve", "cancelcode", "askdismiss"), "1"),
    **dict.fromkeys(("still", "notstill", "askerase"), "999"),
    **dict.fromkeys(("leaveoffice", "dismiss", "eraseme"), "999:2024-02-26"),
    "askprovince": "commune:0",
    "askcommune": "33:0",
    **dict.fromkeys(("proposeprovince", "writeprovince", "writeprovince:~2"), "33:0"),
    **dict.fromkeys(("proposecommune", "writecommune", "writecommune:~2"), "33:12271"),
    "mergestate": f"{MARK}:o:17",
    "mergepeople": f"{MARK}:m",
    "mergeok": MARK,
    "list": "o:0",
    "code": "II.3",
    "task": "{deadline}",
    "tasknote": "{deadline}",
    "percent": "{duty}:0:50",
    "files": "{duty}:0",
    "handto": "{duty}:0:{me}",
    "sumt": "0:TC.1",
    "report": "q1:all",
    "xlsxon": "2024-02-25:all",
    "sethour": "7",
    "setpause": "2024-03-01",
    "until": "{duty}:2024-03-01",
}
"""What each verb takes; the others take nothing."""


def may(role: Role, name: str) -> bool:
    """What the handbook says of a command or a button."""
    return role in PERMISSIONS[name]


def sample(verb: str, duty_id: int, deadline_id: int, me: int = 1) -> str:
    """A button of the verb."""
    packed = pack([(duty_id, 0)])
    return f"{verb}:{VALUES.get(verb, '')}".format(duty=duty_id, deadline=deadline_id, me=me, packed=packed)


def test_the_handbook_says_of_every_cell_what_the_router_does() -> None:
    routed = {f"/{route.key}": route.roles for route in COMMANDS} | {tap.key: tap.roles for tap in BUTTONS}
    routed |= {f"?{route.key}": route.roles for route in ANSWERS}
    assert routed.keys() == PERMISSIONS.keys()
    assert {name: roles for name, roles in routed.items() if roles != PERMISSIONS[name]} == {}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_what_is_its_own(office: Office, role: Role) -> None:
    person = office.officer("snv", role)
    for route in COMMANDS:
        assert person.says(f"/{route.key}").body.startswith(REFUSED) != may(role, f"/{route.key}"), route.key
    for verb in (tap.key for tap in BUTTONS if tap.key not in OF_A_MESSAGE):
        duty = office.duty("TC.3", "snv")
        pressed = sample(verb, duty.id, duty.deadline_id)
        assert decode(pressed) is not None, f"{pressed}: no button of ours"
        reply = person.presses(pressed)
        assert reply.body.startswith(REFUSED) != may(role, verb), verb


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_and_help_show_what_a_role_may_do(office: Office, role: Role) -> None:
    person = office.officer("snv", role)
    office.has_page = True
    office.restart()
    names = {command.name for command in office.reception.commands_for("chat", person.chat.chat_id)}
    assert names == {route.key for route in COMMANDS if may(role, f"/{route.key}")} - JOINING
    told = person.says("/trogiup").body
    assert all(f"/{name} – " in told for name in names)
    assert ("/tonghop" in told) == may(role, "/tonghop")


def test_a_strangers_chat_has_no_menu_of_its_own(office: Office) -> None:
    assert office.reception.commands_for("chat", "nobody") == ()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_another_agencys_duty_is_closed_to_every_tap(office: Office, role: Role) -> None:
    other = office.officer("stc", role)
    duty = office.duty("II.3", "stp")
    for verb in ("card", "history", "done", "progress", "percent", "undo"):
        assert other.presses(sample(verb, duty.id, 0)).body.startswith(REFUSED), verb
    agency = duty.agency_id
    for value in (f"list:o:0:{agency}", f"list:a:0:{agency}", f"list:c:0:{agency}", f"list:tII.3:0:{agency}"):
        assert other.presses(value).body.startswith(REFUSED), value
    assert office.changes(duty) == []


def test_another_agencys_duty_is_closed_to_an_answer_as_well(office: Office) -> None:
    """The question was asked while the officer was of the agency; the answer comes from another."""
    officer = office.officer("stp")
    officer.says("/nhiemvu II.3")
    officer.taps("✅ Đã xong")
    with office.store.write() as session:
        session.get_one(Officer, 1).agency_id = office.duty("TC.3", "snv").agency_id
    assert officer.says("12/KH-UBND 26/02/2024").body.startswith(REFUSED)
    assert office.changes(office.duty("II.3")) == []


def test_an_answer_needs_the_role_that_was_asked(office: Office, supervisor: Person) -> None:
    officer = office.officer("stp")
    officer.says("/nhiemvu II.3")
    officer.taps("✅ Đã xong")
    officer.says("12/KH-UBND 26/02/2024")
    supervisor.presses(f"card:{office.duty('II.3').id}")
    supervisor.taps("↩️ Trả lại")
    with office.store.write() as session:
        session.get_one(Officer, 1).role = Role.OFFICER
        session.get_one(Officer, 2).role = Role.OFFICER
    assert supervisor.says("Thiếu phụ lục").body.startswith(REFUSED)
    assert office.changes(office.duty("II.3")) == ["reported"]


def test_who_oversees_sees_every_agency_and_changes_none(office: Office) -> None:
    duty = office.duty("II.3", "stp")
    for role in (Role.SUPERVISOR, Role.ADMIN):
        person = office.officer("snv", role)
        assert person.presses(f"card:{duty.id}").heading.startswith("II.3 · ")
        assert "✅ Đã xong" not in [button.text for button in person.buttons()]
        assert person.presses(f"list:o:0:{duty.agency_id}").heading.startswith("📋 Sở Tư pháp")
        for verb in ("done", "progress", "percent"):
            assert person.presses(sample(verb, duty.id, 0)).body.startswith(REFUSED)
    assert office.changes(duty) == []


def test_a_task_in_which_the_agency_has_no_part_is_closed(office: Office) -> None:
    duty = office.duty("II.3", "stp")
    assert office.officer("bao-thai-binh").presses(f"task:{duty.deadline_id}").body.startswith(REFUSED)


@pytest.mark.parametrize(
    "value",
    ["card:999999999", "history:999999999", "task:999999999", "done:999999999:0", "undo:999999999:999999999"],
)
def test_a_button_of_nothing_learns_nothing(reader: Person, value: str) -> None:
    assert reader.presses(value).body.startswith(REFUSED)


def test_a_made_up_button_is_answered_with_the_list(reader: Person) -> None:
    values = ["", ":", "zzz:1", "card", "card:", "card:abc", "card:-1", "card:1;DROP TABLE duty", "card:9" + "9" * 40]
    values += ["list:q5:0", "list:m13:0", "list:z:0", "list:o:99999", "percent:1:0:100", "percent:1:0", "done:1"]
    values += ["suma:-1", "sum:x", "code:II", "leave:x", "card:1\n2", "💣", "list:k%:0"]
    for value in values:
        reply = reader.presses(value)
        assert reply.body.startswith("Nút này không còn dùng được."), value
    assert reader.taps("📋 Nhiệm vụ").heading.startswith("📋 Sở Tư pháp")


def test_a_button_made_up_on_a_version_to_come_changes_nothing(office: Office, officer: Person) -> None:
    duty = office.duty("II.3")
    for value in (f"done:{duty.id}:7", f"percent:{duty.id}:7:50", f"undo:{duty.id}:7", f"undo:{duty.id}:0"):
        officer.presses(value)
    assert office.changes(duty) == []
    assert officer.says("/huy").body.startswith("Không có câu hỏi")
