"""Plans that wait (/kehoach): a file is sent, looked at, and written into the registry by one tap."""

import hashlib

from data.enums import DraftState
from data.errors import BadAnswer, PlanUnreadable
from data.plans.draft import PlanDraft
from data.plans.formats.document import Document, Table
from data.plans.formats.document_json import write_document
from data.plans.remark_groups import group_remarks
from data.plans.remarks import Remark
from data.plans.storing.apply import list_changes
from data.plans.storing.waiting import kept_answers, waiting_plans
from data.plans.storing.waiting.applying import apply_waiting
from data.plans.storing.waiting.rollover import compare_with_last_year
from data.plans.storing.waiting.waiting_plans import WaitingFacts
from data.plans.waiting.answers import Answers
from data.plans.waiting.leads import list_lead_questions
from data.plans.waiting.rollover import list_one_offs
from data.registry.plans import plans
from data.store import Session
from data.text.secrecy_marks import carries_secrecy_mark
from handlers.base import uploads
from handlers.base.callback_data.plans import (
    ApplyDraft,
    AskPlanFile,
    DropDraft,
    ImportSentFile,
    ShowDraft,
    ShowDraftRemarks,
)
from handlers.base.messages import Reply
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.changes.waiting_files import renew_files_of_question
from handlers.office.plan_reading import get_plan
from handlers.views.base import error_sentences, refusals
from handlers.views.plans import draft as view
from handlers.views.plans.remarks import for_registry

_WITHOUT_DIRECTORY = frozenset({"no_directory", "other_province"})


def ask_file(turn: Turn, _tapped: AskPlanFile) -> Reply:
    """Ask for the file of a plan, and show what waits."""
    turn.ask(Step.PLAN_FILE)
    return view.file_question(waiting_plans.list_open(turn.session), plans.list_plans(turn.session))


def refuse_text(_turn: Turn, _sentence: str) -> Reply:
    """Say that a file is waited for. Raises BadAnswer."""
    raise BadAnswer("file", "plan_file_awaited")


def take_file(turn: Turn, _caption: str) -> Reply:
    """Keep the plan in a file that was sent, and show it. Raises BadAnswer, PlansNeeded and PlanNeeded."""
    upload = turn.incoming.files[0]
    try:
        document = uploads.get_plan_document(upload)
        _refuse_secret(document)
        written = write_document(document)
        answers = kept_answers.list_name_answers(turn.session)
        plan = get_plan(turn, written, answers)
        answers = kept_answers.with_earlier_sentences(turn.session, answers, plan.number)
        plan = get_plan(turn, written, answers)
    except PlanUnreadable as error:
        said = error_sentences.sentence(error)
        return view.directory_missing(said) if error.reason in _WITHOUT_DIRECTORY else view.file_refused(said)
    turn.close_question()
    draft_id = waiting_plans.keep(
        turn.session,
        upload.name,
        written,
        plan.title,
        answers,
        officer_id=turn.me.officer_id,
        now=turn.now,
        actor=actor_of(turn),
    )
    return render(turn, waiting_plans.get(turn.session, draft_id), plan)


def take_sent_file(turn: Turn, _tapped: ImportSentFile) -> Reply:
    """Take the file that came in unasked as a plan, while it is still kept. Raises as `take_file`."""
    question = turn.get_question()
    if question is None or question.step != Step.DUTY_OF_FILES:
        return refusals.old_button()
    if not turn.incoming.files:
        kept = [] if turn.is_late(question) else renew_files_of_question(turn, question)
        if len(kept) != 1:
            return refusals.old_button()
        raise uploads.PlansNeeded(uploads.sent_before(kept[0], turn.files))
    turn.ask(Step.PLAN_FILE)  # one that cannot be read is waited for anew
    return take_file(turn, "")


def show(turn: Turn, tapped: ShowDraft) -> Reply:
    """Show a plan that waits, or what became of it."""
    facts = waiting_plans.get(turn.session, tapped.draft_id)
    if facts.state is not DraftState.OPEN:
        return view.ended(facts)
    return render(turn, facts, get_plan(turn, facts.document, facts.answers))


def show_remarks(turn: Turn, tapped: ShowDraftRemarks) -> Reply:
    """Show a page of the remarks on a plan that waits, the worst first."""
    facts = waiting_plans.get(turn.session, tapped.draft_id)
    if facts.state is not DraftState.OPEN:
        return view.ended(facts)
    plan = get_plan(turn, facts.document, facts.answers)
    return view.remark_page(facts.id, plan, group_remarks(plan), tapped.page)


def apply_draft(turn: Turn, tapped: ApplyDraft) -> Reply:
    """Write a plan that waits into the registry, if it is still what was shown; of two people the second is told."""
    facts = waiting_plans.get(turn.session, tapped.draft_id)
    if facts.state is not DraftState.OPEN:
        return view.ended(facts)
    plan = get_plan(turn, facts.document, facts.answers, is_long=True)
    changes = list_changes(turn.session, for_registry(plan))
    if tapped.mark != mark_of(facts.answers, changes):
        return view.changed_since(render(turn, facts, plan))
    done = apply_waiting(
        turn.session, facts, for_registry(plan), officer_id=turn.me.officer_id, now=turn.now, actor=actor_of(turn)
    )
    return view.applied(plan.number, done) if done else view.ended(waiting_plans.get(turn.session, facts.id))


def drop(turn: Turn, tapped: DropDraft) -> Reply:
    """Drop a plan that waits."""
    facts = waiting_plans.get(turn.session, tapped.draft_id)
    done = waiting_plans.end(
        turn.session, facts.id, DraftState.DROPPED, officer_id=turn.me.officer_id, now=turn.now, actor=actor_of(turn)
    )
    return view.dropped(facts) if done else view.ended(facts)


def render(turn: Turn, facts: WaitingFacts, plan: PlanDraft[Remark]) -> Reply:
    """Show what a plan would change, what must be answered first, and what should be looked at."""
    return preview(turn.session, facts, plan)


def preview(session: Session, facts: WaitingFacts, plan: PlanDraft[Remark]) -> Reply:
    """Return what `render` shows, wherever it is shown."""
    changes = list_changes(session, for_registry(plan))
    rolled = _look_back(session, facts, plan) if facts.rolled_from_id else None
    return view.preview(
        facts, plan, changes, list_lead_questions(plan), group_remarks(plan), mark_of(facts.answers, changes), rolled
    )


def _look_back(session: Session, facts: WaitingFacts, plan: PlanDraft[Remark]) -> view.LookBack:
    last = plans.get(session, facts.rolled_from_id or 0)
    made = compare_with_last_year(session, plan, last.id)
    return view.LookBack(last.number, made, len(list_one_offs(plan, facts.answers.kept)))


def mark_of(answers: Answers, changes: object) -> str:
    """Return letters by which a button knows what was shown with it."""
    return hashlib.sha256(f"{answers!r}{changes!r}".encode()).hexdigest()[:12]


def actor_of(turn: Turn) -> str:
    """Return the author of an act for the audit trail."""
    return f"officer:{turn.me.officer_id}"


def _refuse_secret(document: Document) -> None:
    texts = (
        "\n".join(cell.text for row in block.rows for cell in row.cells) if isinstance(block, Table) else block.text
        for block in document.blocks
    )
    if any(map(carries_secrecy_mark, texts)):
        raise BadAnswer("file", "secret")
