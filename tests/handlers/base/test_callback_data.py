"""What buttons carry: written in one form, read back from it, and never taken for something else."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.enums import AuditKind, CorrectedField, Kind, OfficeLevel, ReportKind, Role
from data.rules.stages import Stage
from handlers.base.breakdowns import WHOLE_PLAN, select_month, select_quarter, select_week
from handlers.base.callback_data import (
    account,
    audit,
    changes,
    codec,
    conversation,
    directories,
    duties,
    obligations,
    overview,
    people,
    plans,
    reach,
)
from handlers.base.callback_data.codec import PAYLOADS, Payload, PayloadField, button, decode, encode
from handlers.base.callback_data.fields import Id
from handlers.base.callback_data.packed_duties import MAX_DUTIES
from handlers.base.list_filters import STILL_OWED, quarter_filter
from handlers.base.messages import BUTTON_VALUE_BYTES
from handlers.base.query import Period, Status
from handlers.base.selection import NOBODY, Selection
from handlers.dispatch.routes import BUTTONS

MARK = "0123456789ab"
WRITTEN: list[tuple[str, Payload]] = [
    ("list:o:0", duties.ShowDuties()),
    ("list:q2:0", duties.ShowDuties(quarter_filter(2))),
    ("list:kđề án:3:17", duties.ShowDuties(Selection(keyword="đề án"), 3, 17)),
    ("card:17", duties.ShowDuty(17)),
    ("card:17:sumw|0", duties.ShowDuty(17, overview.ListReported())),
    ("card:17:sumv|0|all", duties.ShowDuty(17, overview.ListOverdue(0, WHOLE_PLAN))),
    ("card:17:sumd|2|q", duties.ShowDuty(17, overview.ListDuties(2, Selection(undated=True)))),
    (
        "card:17:sumt|0|TC.2|sTC",
        duties.ShowDuty(17, overview.ShowTaskAgencies(0, "TC.2", Selection(sections=("TC",)))),
    ),
    ("task:5", duties.ShowTask(5)),
    ("code:II.3", duties.ShowTaskByCode("II.3")),
    ("code:~2:3:II.3", duties.ShowTaskOfPlan(3, "II.3")),
    ("list:p3-o:0", duties.ShowDuties(replace(STILL_OWED, plan_id=3))),
    ("history:17", duties.ShowHistory(17)),
    ("files:17:0", duties.ShowFiles(17)),
    ("file:4", duties.SendFile(4)),
    ("done:17:3", changes.AskDocument(17, 3)),
    ("reported:17:3", changes.ReportUnmarked(17, 3)),
    ("reported:~2:17:3:0123456789ab", changes.ReportTyped(17, 3, "0123456789ab")),
    ("typedpercent:17:3:50", changes.PercentUnmarked(17, 3, 50)),
    ("typedpercent:~2:17:3:50:0123456789ab", changes.PercentTyped(17, 3, 50, "0123456789ab")),
    ("progress:17:3", changes.AskPercent(17, 3)),
    ("percent:17:3:50", changes.SetPercent(17, 3, 50)),
    ("note:17", changes.AskNote(17)),
    ("undo:17:3", changes.UndoChange(17, 3)),
    ("attach:17", changes.AttachFiles(17)),
    ("reportfiles:17:3", changes.ReportFiles(17, 3)),
    ("extend:17", changes.AskExtension(17)),
    ("extend:17:2024-07-30", changes.AskExtension(17, date(2024, 7, 30))),
    ("asks:0", changes.ShowRequests()),
    ("request:17", changes.ShowRequest(17)),
    ("agree:17:3", changes.AgreeToExtension(17, 3)),
    ("refuse:17:3", changes.AskRefusal(17, 3)),
    ("exempt:17:3", obligations.AskExemption(17, 3)),
    ("exemptions:0", obligations.ShowExemptions()),
    ("exemption:17", obligations.ShowExemption(17)),
    ("agreeexempt:17:3", obligations.AgreeToExemption(17, 3)),
    ("refuseexempt:17:3", obligations.AskExemptionRefusal(17, 3)),
    ("owedagain:17:3", obligations.AskOwedAgain(17, 3)),
    ("result:17", obligations.AskResult(17)),
    ("result:17:q1", obligations.AskResult(17, ReportKind.FIRST_QUARTER)),
    ("earlier:", obligations.ListEarlier()),
    ("pickearlier:17", obligations.PickEarlier(17)),
    ("allearlier:", obligations.ChooseEarlier()),
    ("recordearlier:", obligations.RecordEarlier()),
    ("undoearlier:17:3", obligations.UndoEarlier(17, 3)),
    ("fix:17", obligations.ShowCorrections(17)),
    ("fixfield:17:due_on", obligations.AskCorrection(17, CorrectedField.DUE_ON)),
    ("fixfield:17:kind:continuous", obligations.AskCorrection(17, CorrectedField.KIND, Kind.CONTINUOUS)),
    ("unfix:4", obligations.UndoCorrection(4)),
    ("list:x:0", duties.ShowDuties(Selection(status=Status.EXEMPTED))),
    ("hand:17", changes.AskAssignee(17)),
    ("handto:17:3:0", changes.AssignDuty(17, 3, changes.NOBODY)),
    ("tasknote:5", changes.AskTaskNote(5)),
    ("date:5", changes.AskDeadline(5)),
    ("confirm:17:3", changes.ConfirmReport(17, 3)),
    ("return:17:3", changes.AskReturn(17, 3)),
    ("confirms:AAARAAM", changes.ConfirmPage(((17, 3),))),
    ("returns:AAARAAM", changes.AskReturnOfPage(((17, 3),))),
    ("undos:AAARAAM", changes.UndoPage(((17, 3),))),
    ("sum:all", overview.ShowSummary()),
    ("sum:a17", overview.ShowSummary(Selection(agency_id=17))),
    ("suma:0", overview.ListAgencies()),
    ("sumc:", overview.ListLevels()),
    ("sums:", overview.ListSections()),
    ("sumq:", overview.ListQuarters()),
    ("suml:", overview.ListLeads()),
    ("sumk:0:sIV", overview.ListTasks(0, Selection(sections=("IV",)))),
    ("sumt:1:TC.2", overview.ShowTaskAgencies(1, "TC.2")),
    ("suma:0:3", overview.ListAgencies(0, 3)),
    ("sums:3", overview.ListSections(3)),
    ("sum:p3-all", overview.ShowSummary(Selection(plan_id=3))),
    ("sum:sA.I", overview.ShowSummary(Selection(sections=("A.I",)))),
    ("sum:p3-sI-2", overview.ShowSummary(Selection(sections=("I-2",), plan_id=3))),
    ("code:I-2.1", duties.ShowTaskByCode("I-2.1")),
    ("sum:p3-sII", overview.ShowSummary(Selection(sections=("II",), plan_id=3))),
    ("sumt:~2:1:3:TC.2", overview.ShowTaskAgenciesOfPlan(1, 3, "TC.2")),
    (
        "card:17:sumt|~2|0|3|TC.2|p3-sTC",
        duties.ShowDuty(17, overview.ShowTaskAgenciesOfPlan(0, 3, "TC.2", Selection(sections=("TC",), plan_id=3))),
    ),
    ("sumw:0:3", overview.ListReported(0, 3)),
    ("sumu:0", overview.ListUnreachable()),
    ("sumv:0", overview.ListOverdue()),
    ("sumv:0:all", overview.ListOverdue(0, WHOLE_PLAN)),
    ("sumd:0:q2024-Q2", overview.ListDuties(0, select_quarter("2024-Q2"))),
    ("sum:m2024-03", overview.ShowSummary(select_month("2024-03"))),
    ("sum:n2024-0106", overview.ShowSummary(Selection(period=Period(date(2024, 1, 1), date(2024, 6, 30))))),
    ("sum:w2024-W09", overview.ShowSummary(select_week("2024-W09"))),
    ("sumw:0", overview.ListReported()),
    (f"urge:{MARK}", overview.SendReminders(MARK)),
    ("urgeof:12", overview.OfferReminders(12)),
    ("sump:a17", overview.ShowCharts(Selection(agency_id=17))),
    ("xlsx:all", overview.ExportWorkbook()),
    ("xlsxon:2024-03-31:all", overview.ExportPastWorkbook(date(2024, 3, 31))),
    ("docx:all", overview.AskReportPeriod()),
    ("report:q1:a17", overview.ExportReport(ReportKind.FIRST_QUARTER, Selection(agency_id=17))),
    ("audit:0:all:0", audit.ShowAudit()),
    ("audit:2:plans:17:2024-03-04", audit.ShowAudit(2, AuditKind.PLANS, 17, date(2024, 3, 4))),
    ("plans:", plans.ShowPlans()),
    ("plan:3", plans.ShowPlan(3)),
    ("planclose:3", plans.AskClosing(3)),
    ("planend:3:4:5:1", plans.ProposeClosing(3, 4, 5, 1)),
    (f"planended:{MARK}:3:4:a", plans.ClosePlan(MARK, 3, 4, 10)),
    ("planopen:3", plans.AskReopening(3)),
    ("planopened:3", plans.ReopenPlan(3)),
    ("pages:0", account.ListPages()),
    ("pages:2", account.ListPages(2)),
    ("endpages:7", account.EndPages(7)),
    ("switch:17", account.SwitchOffice(17)),
    ("joined:17", people.ShowJoining(17)),
    ("vouch:17", people.VouchFor(17)),
    ("vouchall:17", people.VouchForAll(17)),
    ("revoke:17", people.RevokeJoining(17)),
    ("approve:17", people.ApproveInvitation(17)),
    ("cancelcode:17", people.CancelInvitation(17)),
    (f"makecodes:{MARK}", people.MakeInvitations(MARK)),
    (f"makeoverseers:{MARK}", people.MakeOverseers(MARK)),
    ("codes:0", people.ListInvitations()),
    ("codeof:17", people.ShowInvitation(17)),
    ("renewcode:17", people.RenewInvitation(17)),
    ("people:0", people.ListOfficers()),
    ("people:2:17", people.ListOfficers(2, 17)),
    ("person:17", people.ShowOfficer(17)),
    ("askname:17", people.AskName(17)),
    ("askrole:17", people.AskRole(17)),
    ("askagency:17", people.AskAgency(17)),
    ("moveto:17:head:4", people.ProposeTransfer(17, Role.HEAD, 4)),
    ("move:17:head:4:2024-03-08", people.TransferOfficer(17, Role.HEAD, 4, date(2024, 3, 8))),
    ("asknewphone:17:officer", people.AskReplacement(17, Role.OFFICER)),
    ("newphone:17:admin", people.InviteReplacement(17, Role.ADMIN)),
    ("newplan:", plans.AskPlanFile()),
    ("thisplan:", plans.ImportSentFile()),
    ("draft:17", plans.ShowDraft(17)),
    ("draftlook:17:2", plans.ShowDraftRemarks(17, 2)),
    ("drafthead:17", plans.AskDraftHead(17)),
    ("draftask:17", plans.ShowDraftQuestion(17)),
    (f"draftlead:17:{MARK}:{MARK}", plans.AnswerLead(17, MARK, MARK)),
    (f"draftnobody:17:{MARK}", plans.AnswerNobody(17, MARK)),
    (f"draftnew:17:{MARK}", plans.AnswerNewAgency(17, MARK)),
    (f"draftother:17:{MARK}", plans.AskLead(17, MARK)),
    (f"draftduty:17:{MARK}", plans.AcceptSentence(17, MARK)),
    (f"draftsame:17:{MARK}:{MARK}", plans.SentenceCovered(17, MARK, MARK)),
    (f"draftwhere:17:{MARK}", plans.AskCovering(17, MARK)),
    (f"draftnone:17:{MARK}", plans.DismissSentence(17, MARK)),
    ("askownagency:", directories.AskOwnAgency()),
    ("ownagency:17", directories.ChooseOwnAgency(17)),
    ("planagain:17", plans.RollOver(17)),
    (f"draftkeep:17:{MARK}", plans.KeepTask(17, MARK)),
    (f"draftleave:17:{MARK}", plans.LeaveTask(17, MARK)),
    (f"draftkeepall:17:{MARK}", plans.KeepRest(17, MARK)),
    (f"draftleaveall:17:{MARK}", plans.LeaveRest(17, MARK)),
    ("draftagain:17", plans.ForgetAnswers(17)),
    (f"draftdone:17:{MARK}", plans.ApplyDraft(17, MARK)),
    ("draftdrop:17", plans.DropDraft(17)),
    ("directories:", directories.ShowDirectories()),
    ("askprovince:commune:1", directories.AskProvince(OfficeLevel.COMMUNE, 1)),
    ("askcommune:33:0", directories.AskCommune("33")),
    ("askministry:", directories.AskMinistry()),
    ("proposeprovince:33:5", directories.ProposeProvince("33", 5)),
    ("proposecommune:33:12271", directories.ProposeCommune("33", "12271")),
    ("proposecommune:33:12271:3", directories.ProposeCommune("33", "12271", 3)),
    ("writeprovince:33:0", directories.WriteProvinceWithoutBlocks("33")),
    ("writeprovince:~2:33:0", directories.WriteProvince("33")),
    ("writecommune:33:12271", directories.WriteCommuneWithoutBlocks("33", "12271")),
    ("writecommune:~2:33:12271", directories.WriteCommune("33", "12271")),
    ("writecommune:~2:33:12271:3", directories.WriteCommune("33", "12271", 3)),
    ("merge:", directories.AskMerger()),
    ("mergestate:0123456789ab:o:17", directories.TakeState("0123456789ab", "o", 17)),
    ("mergepeople:0123456789ab:m", directories.MovePeople("0123456789ab", "m")),
    ("mergeok:0123456789ab", directories.RecordMerger("0123456789ab")),
    ("joinasks:0", people.ListRequests()),
    ("letin:17", people.LetIn(17)),
    ("turnaway:17", people.TurnAway(17)),
    ("askaway:17", people.AskAbsence(17)),
    ("deputy:17:4:2024-03-08", people.Deputise(17, 4, date(2024, 3, 8))),
    ("askdeputy:17:2024-03-08", people.AskDeputyName(17, date(2024, 3, 8))),
    ("back:17", people.EndAbsence(17)),
    ("mydata:", people.SendMyData()),
    ("askerase:17", people.AskErasure(17)),
    ("eraseme:17:2024-03-08", people.EraseMe(17, date(2024, 3, 8))),
    ("still:17", people.StayInOffice(17)),
    ("notstill:17", people.AskLeaving(17)),
    ("leaveoffice:17:2024-03-08", people.LeaveOffice(17, date(2024, 3, 8))),
    ("askdismiss:17", people.AskDismissal(17)),
    ("dismiss:17:2024-03-08", people.DismissOfficer(17, date(2024, 3, 8))),
    ("hour:", account.AskHour()),
    ("sethour:14", account.SetHour(14)),
    ("keep:T-7", account.KeepStage(Stage.T_7)),
    ("leaveout:T-30", account.LeaveOutStage(Stage.T_30)),
    ("pause:", account.AskPause()),
    ("setpause:2024-03-04", account.SetPause(date(2024, 3, 4))),
    ("resume:", account.EndPause()),
    ("snooze:17", account.AskSnooze(17)),
    ("until:17:2024-03-04", account.SnoozeDuty(17, date(2024, 3, 4))),
    ("tomorrow:9", account.SnoozeDigest(9)),
    ("why:9", account.ExplainDigest(9)),
    ("days:0", account.ShowAgenda()),
    ("ics:", account.SendCalendar()),
    ("feed:", account.ShowFeed()),
    ("newfeed:", account.RenewFeed()),
    ("endfeed:", account.RevokeFeed()),
    ("mailbox:", reach.ShowMail()),
    ("mail:", reach.AskMail()),
    ("mailcode:", reach.SendCodeAgain()),
    ("endmail:", reach.RemoveMail()),
    ("first:zalo", reach.TryFirst("zalo")),
    ("addoffice:3", account.AddOffice(3)),
    ("speak:3", account.SpeakFor(3)),
    ("groups:", reach.ListGroups()),
    ("newgroup:", reach.AskGroup()),
    ("endgroup:1", reach.EndGroup(1)),
    ("cmd:nhac", conversation.RunCommand("nhac")),
    (f"record:{MARK}", conversation.RecordProposal(MARK)),
    (f"recordall:{MARK}", conversation.RecordReports(MARK)),
    (f"recordone:{MARK}:2", conversation.RecordReport(MARK, 2)),
    (f"mend:{MARK}", conversation.EditProposal(MARK)),
    (f"aside:{MARK}", conversation.AnswerInstead(MARK)),
    ("leave:", conversation.LeaveQuestion()),
]
"""The buttons that stand in chats: none of these values may ever change or mean something else."""

_KEYWORD_BYTES, _CODE_BYTES = 40, 12
_BREAKDOWNS = st.one_of(
    st.just(WHOLE_PLAN),
    st.integers(1, 999_999_999).map(lambda one: Selection(agency_id=one)),
    st.sampled_from(
        [
            Selection(sections=("XVIII",)),
            Selection(sections=("TC",)),
            Selection(undated=True),
            select_quarter("2024-Q4"),
            select_month("2024-12"),
            select_week("2020-W53"),
            Selection(period=Period(date(2024, 7, 1), date(2024, 12, 31))),
            Selection(field_lead=NOBODY),
        ]
    ),
)
_FILTERS = st.one_of(
    st.sampled_from(
        [
            STILL_OWED,
            quarter_filter(4),
            Selection(months=(12,)),
            Selection(codes=("XVIII.999b",)),
            Selection(sections=("XVIII",)),
        ]
    ),
    st.text(st.characters(whitelist_categories=["L", "Nd"]), min_size=1)
    .filter(lambda word: len(word.encode()) <= _KEYWORD_BYTES)
    .map(lambda word: Selection(keyword=word)),
)
_ASCII = st.characters(max_codepoint=127)
_FORGED = st.builds(
    "{}:{}".format,
    st.sampled_from([*PAYLOADS, "zzz", "card:~2", "card:~"]),
    st.text("0123:|~-aqsTC.Q", max_size=30),
)
_SEEN = st.tuples(st.integers(0, 2**24 - 1), st.integers(0, 2**16 - 1))


def _values(field: PayloadField) -> st.SearchStrategy[Any]:
    """Values of a field, up to the largest that a registry brings."""
    match field.name:
        case "by":
            return _FILTERS
        case "at" if field.codec.pattern.startswith("all|a\\d{1,9}|"):
            return st.none() | _BREAKDOWNS if field.may_be_none else _BREAKDOWNS
        case "at":
            return st.sampled_from([WHOLE_PLAN, Selection(agency_id=999_999_999)])
        case "back":
            return st.none() | _payloads(
                overview.ListOverdue, overview.ListDuties, overview.ListReported, overview.ListTasks,
                overview.ShowTaskAgencies,
            )  # fmt: skip
        case "duties":
            return st.lists(_SEEN, min_size=1, max_size=MAX_DUTIES, unique=True).map(lambda some: tuple(sorted(some)))
        case "words":
            return st.sampled_from(["nhac", "tieptheo", "nhiemvu quý 2"])
        case "until" | "resumes_on" | "on" | "day" | "shown_on":
            days = st.dates(date(2000, 1, 1), date(9999, 12, 31))
            return st.none() | days if field.may_be_none else days
        case _:
            made = st.from_regex(
                f"(?:{field.codec.pattern})", fullmatch=True, alphabet=st.characters(max_codepoint=127)
            )
            read = made.filter(lambda text: len(text) <= _CODE_BYTES).map(field.codec.read)
            return st.none() | read if field.may_be_none else read


def _payloads(*kinds: type[Payload]) -> st.SearchStrategy[Payload]:
    made = [st.builds(kind, **{one.name: _values(one) for one in kind.written_fields}) for kind in kinds]
    return st.one_of(made)


@pytest.mark.parametrize(("value", "payload"), WRITTEN)
def test_buttons_keep_the_form_they_have_in_chats(value: str, payload: Payload) -> None:
    assert encode(payload) == value
    assert decode(value) == payload


def test_all_payloads_are_in_the_table_and_have_a_route() -> None:
    kinds = {type(payload) for _value, payload in WRITTEN}
    assert kinds == set(PAYLOADS.values())
    assert [tap.payload for tap in BUTTONS if tap.payload not in kinds] == []
    assert kinds - {tap.payload for tap in BUTTONS} == {conversation.RunCommand}


@given(_payloads(*PAYLOADS.values()))
def test_every_payload_comes_back_as_it_was_and_fits_a_button(payload: Payload) -> None:
    value = button("nút", payload).value
    assert decode(value) == payload
    assert len(value.encode()) <= BUTTON_VALUE_BYTES


@given(st.text(max_size=64) | _FORGED)
def test_a_forged_value_is_refused_or_read_as_a_button_of_ours(value: str) -> None:
    payload = decode(value)
    assert payload is None or decode(encode(payload)) == payload


UNREADABLE = """
: zzz:1 card card: card:x card:17: card:17:3 card:17:zzz|0 card:17:card|17 card:1234567890 until:17
until:17:2024-02-30 sethour:3 keep:T-0 confirms:AAAA sums:x percent:1:2:100 done:1:2:3
list:z:0 record:XYZ report:q9:all xlsx:sIV
"""


@pytest.mark.parametrize("value", ["", *UNREADABLE.split()])
def test_a_value_of_no_known_form_is_no_payload(value: str) -> None:
    assert decode(value) is None


def test_a_changed_payload_gets_a_version_and_the_old_one_is_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "PAYLOADS", dict(PAYLOADS))
    assert decode("card:~2:17:5") is None

    class ShowDutyOfAgency(Payload, verb="card", version=2):
        duty_id: Id
        agency_id: Id

    assert encode(ShowDutyOfAgency(17, 5)) == "card:~2:17:5"
    assert decode("card:~2:17:5") == ShowDutyOfAgency(17, 5)
    assert decode("card:17") == duties.ShowDuty(17)
    assert decode("card:~3:17:5") is None


def test_a_verb_stands_for_one_payload_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "PAYLOADS", dict(PAYLOADS))
    with pytest.raises(ValueError, match="card"):
        type("Another", (Payload,), {}, verb="card")


def test_no_field_of_version_one_begins_with_the_mark_of_versions() -> None:
    kinds = [kind for key, kind in PAYLOADS.items() if key != "cmd"]
    for field in (field for kind in kinds for field in kind.written_fields):
        with pytest.raises(ValueError, match="~2"):
            field.codec.read("~2")


def test_a_field_without_a_written_form_is_refused_where_it_is_declared() -> None:
    with pytest.raises(TypeError, match="float"):
        type("Odd", (Payload,), {"__annotations__": {"share": float}})


def test_what_is_too_long_for_a_button_is_read_and_not_kept() -> None:
    codec._read.cache_clear()
    assert decode("cmd:" + "a" * BUTTON_VALUE_BYTES) == decode("cmd:" + "a" * BUTTON_VALUE_BYTES)
    assert codec._read.cache_info().currsize == 0
    decode("card:17")
    assert codec._read.cache_info().currsize == 1
