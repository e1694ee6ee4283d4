"""A walk over all that one person can tap and type; of each turn it is looked whether it is accounted for.

Only what may be typed is listed by hand: buttons are those of the routes and the screens, questions those that
were asked.
"""

import re
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlmodel import col, select

from data.models import Dialogue, Duty
from handlers.base.callback_data.codec import Payload, decode, encode
from handlers.base.steps import Step
from handlers.views.base import refusals
from tests.files import PDF
from tests.handlers.accounting import Unit, watched
from tests.handlers.busy_office import ADDRESS, UNKNOWN, a_plan
from tests.handlers.chat import REFUSED, Person

FILE, PLAN, CODE = "📎", "📎 kế hoạch", "mã"
"""What is sent in place of words: a file, a plan; and the code of the last mail."""
Way = tuple[str, ...]
"""What is tapped (">…") and typed, one after another."""

TYPED: dict[Step, tuple[str, ...]] = {
    Step.DOCUMENT: ("12/KH-UBND 26/02/2024", "không có"),
    Step.PERCENT: ("50% đang lấy ý kiến",),
    Step.NOTE: ("đang chờ ý kiến của Sở Tài chính",),
    Step.FILE: (FILE,),
    Step.DUTY_OF_FILES: ("II.3",),
    Step.RETURN_REASON: ("thiếu phụ lục kèm theo",),
    Step.EXTENSION: ("15/03/2024 chờ ý kiến của Sở Tài chính",),
    Step.REFUSAL_REASON: ("đã gia hạn một lần rồi",),
    Step.EXEMPTION: ("không phát sinh, 45/SNV-CCHC 20/02/2024",),
    Step.EXEMPTION_WISH: ("đã gộp vào kế hoạch chung của tỉnh",),
    Step.EXEMPTION_REFUSAL: ("vẫn thuộc trách nhiệm của cơ quan",),
    Step.OWED_AGAIN: ("đã rà soát lại",),
    Step.CORRECTION: (
        "Sở Tài chính, 581/BNV-CCHC 20/02/2024, đọc sai cột",
        "Báo cáo, 581/BNV-CCHC 20/02/2024, sai tên",
    ),
    Step.RESULT: ("14 quyết định, 112 thủ tục hành chính",),
    Step.EARLIER: ("12/KH-UBND 20/02/2024", "tất cả"),
    Step.TASK_NOTE: ("đã gửi góp ý",),
    Step.HOUR: ("9",),
    Step.PAUSE_END: ("15/03/2024",),
    Step.MAIL_ADDRESS: (ADDRESS,),
    Step.MAIL_CODE: (CODE,),
    Step.SNOOZE_DAY: ("27/02/2024",),
    Step.EXTERNAL_DEADLINE: ("20/03/2024 581/BNV-CCHC 20/02/2024",),
    Step.INVITEES: ("Phạm Thị Lan, Sở Tư pháp", "Phạm Văn Long, Sở Tư pháp, giám sát"),
    Step.ABSENCE_END: ("01/03/2024",),
    Step.DEPUTY_NAME: ("Phạm Thị Thay",),
    Step.OFFICER_NAME: ("Trần Văn Mới",),
    Step.OFFICER_AGENCY: ("Sở Tài chính",),
    Step.PLAN_FILE: (PLAN,),
    Step.PLAN_HEAD: ("80/KH-UBND 10/01/2024",),
    Step.PLAN_LEAD: ("Sở Nội vụ",),
    Step.PLAN_SENTENCE: ("1",),
    Step.PROVINCE: ("Hưng Yên",),
    Step.COMMUNE: ("phường Phố Hiến",),
    Step.MINISTRY: ("Bộ Nội vụ",),
    Step.MERGER: ("Sở Kế hoạch và Đầu tư vào Sở Tài chính từ 02/01/2024 theo 12/NQ-HĐND",),
}
"""What is typed or sent at each question. Those that wait for a yes are answered by their buttons."""
FIRST_START = {"ownagency", Step.OWN_AGENCY}
"""What the first administrator is asked before there are agencies; the busy office has some."""
BY_BUTTONS = {Step.SWITCH_OFFICE, Step.REPORTS, Step.PROPOSAL}
"""Questions answered by a tap."""
YES = {"record", "recordall", "recordone", "mend", "aside", "planended", "planopened"}
LATE = {"draftdrop", "endmail", "move", "dismiss", "revoke", "planended"}
LATE |= {"askprovince", "askcommune", "askministry", "merge", "writeprovince:~2", "writecommune:~2"}
"""What takes away what others would find, or gives an agency's name to another: it comes after all that."""
ENDING = {"addoffice", "eraseme", "leaveoffice", "switch"}
"""What ends the walk: the chat is nobody's afterwards, or one tap of many is another agency's."""
SENTENCES = (
    "II.3 xong rồi, 12/KH-UBND 26/02/2024",
    "II.1 được 50%",
    "II.1, II.3 xong rồi",
    "nhắc Sở Tư pháp nộp báo cáo TC.1",
)
TIMES, DEEPEST = 2, 4
"""How often a verb that changes something is tapped and a question answered by one person, and after how many steps.
What only shows or asks is tapped once.
"""
READS = {
    "allearlier", "aside", "askagency", "askaway", "askcommune", "askdeputy", "askdismiss", "askerase",
    "askministry", "askname", "askownagency", "asknewphone", "askprovince", "askrole", "asks", "audit", "card",
    "code", "urgeof",
    "code:~2", "codeof", "codes", "date", "days", "directories", "docx", "done", "draft", "draftask",
    "drafthead", "draftlook", "draftother", "draftwhere",
    "earlier", "exempt", "exemption", "exemptions", "extend", "file",
    "files", "fix", "fixfield", "groups", "hand", "history", "hour", "ics", "joinasks", "joined", "leave", "list",
    "mail", "mailbox", "mailcode", "mend", "merge", "mergepeople", "mergestate", "moveto", "mydata", "newplan",
    "note", "notstill", "owedagain", "pages", "pause", "people", "person", "pickearlier", "plan", "planclose",
    "planend", "planopen", "plans", "progress", "proposecommune", "proposeprovince", "recordearlier", "refuse",
    "refuseexempt", "report", "reported", "reportfiles", "request", "result", "return", "returns", "snooze",
    "sum", "suma", "sumc", "sumd", "sumk", "suml", "sump", "sumq", "sums", "sumt", "sumt:~2", "sumu", "sumv",
    "sumw", "task", "tasknote", "why", "writecommune", "writeprovince", "xlsx", "xlsxon",
}  # fmt: skip
"""Verbs that show something, ask, or keep what was chosen until a yes; of a person they change nothing."""


@dataclass
class Walk:
    """The walk of one person, who `ends` their identity by a verb, or not at all.

    `wrote` are the keys that changed a record, each with the unit of work that did.
    """

    person: Person
    ends: str = ""
    wrote: dict[str, Unit] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    waiting: tuple["deque[Way]", "deque[Way]", "deque[Way]"] = field(
        default_factory=lambda: (deque(), deque(), deque())
    )

    def over(self, first: Sequence[Way]) -> None:
        """Go over all ways from `first`; what is late after the others, what ends the identity last."""
        for way in first:
            self._put_off(way)
        while waiting := next(filter(None, self.waiting), None):
            self._go(waiting.popleft())

    def _go(self, way: Way) -> None:
        for step in way[:-1]:
            self._do(step)
        key = self._do(way[-1])
        if not self.person.screen.body.startswith(REFUSED):
            self._follow(way, key)

    def _do(self, step: str) -> str:
        asked = self._question()
        payload = decode(step[1:]) if step.startswith(">") else None
        with watched(self.person.office.store) as unit:
            if payload:
                self.person.presses(self._as_shown(payload))
            elif step == FILE:
                self.person.sends("KH 12.pdf", PDF)
            elif step == PLAN:
                self.person.sends("ke-hoach.docx", a_plan(UNKNOWN[0]))
            else:
                self.person.says(self._code() if step == CODE else step)
        key = payload.key if payload else f"typed at {asked}" if asked else "typed"
        if unit.changed:
            self.wrote.setdefault(key, unit)
        failed = self.person.screen.body == refusals.internal_error().body
        if fault := "it failed" if failed else unit.fault():
            self.faults.setdefault(key, fault)
        return key

    def _as_shown(self, payload: Payload) -> str:
        """What a button carries now: the way was another's, and what it led to may have changed since."""
        value = encode(payload)
        shown = [one.value for one in self.person.buttons() if decode(one.value)]
        if value in shown:
            return value
        same = [one for one in shown if (found := decode(one)) and found.key == payload.key]
        if same:
            return same[0]
        return encode(self._with_version_of_today(payload))

    def _with_version_of_today(self, payload: Payload) -> Payload:
        duty_id = getattr(payload, "duty_id", None)
        if duty_id is None or not hasattr(payload, "version"):
            return payload
        with self.person.office.store.read() as session:
            duty = session.get(Duty, duty_id)
        return replace(payload, version=duty.version) if duty else payload

    def _code(self) -> str:
        letter = self.person.screen.letter
        found = re.search(r"\d{6}", letter.reply.heading) if letter else None
        return found[0] if found else "000000"

    def _follow(self, way: Way, key: str) -> None:
        """Put off what is new after a way: buttons with a verb not tapped from such a screen, and typed answers."""
        if len(way) == DEEPEST:
            return
        for button in self.person.buttons():
            payload = decode(button.value)
            verb = payload.key if payload else ""
            if self._is_new(f"{key} > {verb}" if verb in YES else verb, 1 if verb in READS else TIMES):
                self._put_off((*way, f">{button.value}"))
        asked = self._question()
        if asked and self._is_new(f"? {asked}", TIMES):
            for text in TYPED.get(Step(asked), ()):
                self._put_off((*way, text))

    def _put_off(self, way: Way) -> None:
        verbs = {payload.key for step in way if step.startswith(">") and (payload := decode(step[1:]))}
        if not verbs & ENDING - {self.ends}:
            self.waiting[2 if verbs & ENDING else 1 if verbs & LATE else 0].append(way)

    def _is_new(self, told: str, times: int) -> bool:
        self.seen[told] += 1
        return self.seen[told] <= times

    def _question(self) -> str:
        query = select(Dialogue.step).where(col(Dialogue.chat_id) == self.person.chat.chat_id)
        with self.person.office.store.read() as session:
            return session.exec(query).first() or ""
