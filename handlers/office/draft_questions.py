"""Questions about a plan that waits: who is meant by a name, which number and day it has."""

from dataclasses import replace

from data.enums import DraftState
from data.errors import BadAnswer
from data.plans.draft import PlanDraft
from data.plans.remarks import Remark
from data.plans.storing.waiting import kept_answers, waiting_plans
from data.plans.storing.waiting.waiting_plans import WaitingFacts
from data.plans.waiting.leads import (
    LeadQuestion,
    code_of_new,
    find_choice,
    list_choices,
    list_lead_questions,
    with_answer,
)
from data.plans.waiting.rollover import list_one_offs
from data.plans.waiting.sentences import list_open_sentences, propose_covering
from handlers.base.callback_data.plans import (
    AnswerLead,
    AnswerNewAgency,
    AnswerNobody,
    AskDraftHead,
    AskLead,
    ForgetAnswers,
    ShowDraft,
    ShowDraftQuestion,
)
from handlers.base.messages import Reply
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.office import plan_drafts
from handlers.office.plan_reading import get_plan
from handlers.parsing.documents import read_document
from handlers.views.plans import draft as draft_view
from handlers.views.plans import draft_questions as view
from handlers.views.plans import draft_rollover as rollover_view
from handlers.views.plans import draft_sentences as sentence_view

_ANY_YEAR = 1900
"""A plan may be of any year."""
Tapped = AnswerLead | AnswerNobody | AnswerNewAgency | AskLead


def show_next(turn: Turn, tapped: ShowDraftQuestion) -> Reply:
    """Show the next open question about a plan; where there is none, the plan."""
    facts = waiting_plans.get(turn.session, tapped.draft_id)
    if facts.state is not DraftState.OPEN:
        return draft_view.ended(facts)
    return ask_next_question(turn, facts, get_plan(turn, facts.document, facts.answers))


def answer_lead(turn: Turn, tapped: AnswerLead) -> Reply:
    """Keep the agency or the group of a button as the answer."""
    facts, plan, question = _find(turn, tapped)
    meant = find_choice(plan, question, tapped.agency) if plan and question else ()
    return _answer(turn, facts, question, meant) if question and meant else show_current(turn, facts)


def answer_nobody(turn: Turn, tapped: AnswerNobody) -> Reply:
    """Keep that nobody here is meant."""
    facts, plan, question = _find(turn, tapped)
    return _answer(turn, facts, question, ()) if plan and question else show_current(turn, facts)


def answer_new_agency(turn: Turn, tapped: AnswerNewAgency) -> Reply:
    """Keep that a name is that of a new agency."""
    facts, plan, question = _find(turn, tapped)
    if plan is None or question is None or not question.name:
        return show_current(turn, facts)
    return _answer(turn, facts, question, (code_of_new(plan.directory, question.name),), question.name)


def ask_lead(turn: Turn, tapped: AskLead) -> Reply:
    """Ask for the name of the agency to be typed."""
    facts, plan, question = _find(turn, tapped)
    if plan is None or question is None:
        return show_current(turn, facts)
    turn.ask(Step.PLAN_LEAD, draft=facts.id, question=question.mark)
    return view.name_question(question)


def take_lead(turn: Turn, sentence: str) -> Reply:
    """Keep the agencies that were typed as the answer. Raises BadAnswer."""
    about = turn.answered_question.about
    facts, plan, question = _find(turn, AskLead(int(about["draft"]), str(about["question"])))
    if plan is None or question is None:
        turn.close_question()
        return show_current(turn, facts)
    found = plan.directory.resolve(sentence)
    if found.unknown or not found.codes:
        raise BadAnswer("agency", "no_such_agency")
    turn.close_question()  # first: the next question may be asked now
    return _answer(turn, facts, question, found.codes)


def forget(turn: Turn, tapped: ForgetAnswers) -> Reply:
    """Take back what was answered in a plan, and ask again."""
    facts = waiting_plans.get(turn.session, tapped.draft_id)
    if facts.state is not DraftState.OPEN:
        return draft_view.ended(facts)
    before = kept_answers.list_name_answers(turn.session, but_of=facts.id, head_of=facts.answers)
    plan = get_plan(turn, facts.document, before)
    kept_answers.forget_answers(turn.session, facts.id, now=turn.now, actor=plan_drafts.actor_of(turn))
    return ask_next_question(turn, waiting_plans.get(turn.session, facts.id), plan)


def ask_head(turn: Turn, tapped: AskDraftHead) -> Reply:
    """Ask for the number and day of a plan."""
    facts = waiting_plans.get(turn.session, tapped.draft_id)
    if facts.state is not DraftState.OPEN:
        return draft_view.ended(facts)
    turn.ask(Step.PLAN_HEAD, draft=facts.id)
    return view.head_question()


def take_head(turn: Turn, sentence: str) -> Reply:
    """Keep the number and day that were typed. Raises BadAnswer."""
    facts = waiting_plans.get(turn.session, int(turn.answered_question.about["draft"]))
    if facts.state is not DraftState.OPEN:
        turn.close_question()
        return draft_view.ended(facts)
    typed = read_document(sentence, turn.today, _ANY_YEAR, str(turn.answered_question.about.get("half", "")))
    if typed.number is None or typed.issued_on is None:
        raise BadAnswer("document", "no_date", turn.today)
    head = replace(facts.answers, number=typed.number, issued_on=typed.issued_on)
    plan = get_plan(turn, facts.document, head)
    turn.close_question()
    kept_answers.set_head(
        turn.session, facts.id, typed.number, typed.issued_on, now=turn.now, actor=plan_drafts.actor_of(turn)
    )
    return plan_drafts.render(turn, waiting_plans.get(turn.session, facts.id), plan)


def ask_next_question(turn: Turn, facts: WaitingFacts, plan: PlanDraft[Remark]) -> Reply:
    """Ask what is needed, then what sentences are, then the rest; where nothing is left to ask, show the plan."""
    questions, sentences = list_lead_questions(plan), list_open_sentences(plan)
    one_offs = list_one_offs(plan, facts.answers.kept) if facts.rolled_from_id else []
    left = len(questions) + len(sentences) + len(one_offs)
    if one_offs:
        return rollover_view.question(facts.id, one_offs, left)
    if sentences and not (questions and questions[0].is_needed):
        return sentence_view.question(facts.id, sentences[0], left, propose_covering(plan, sentences[0]))
    if questions:
        turn.ask(Step.PLAN_LEAD, draft=facts.id, question=questions[0].mark)  # a name may be typed at once
        return view.lead_question(facts.id, questions[0], left, list_choices(plan, questions[0]), plan)
    return plan_drafts.render(turn, facts, plan)


def show_current(turn: Turn, facts: WaitingFacts) -> Reply:
    """Show what stands now, where a button is of a question that was answered."""
    if facts.state is not DraftState.OPEN:
        return draft_view.ended(facts)
    return plan_drafts.show(turn, ShowDraft(facts.id))


def _find(turn: Turn, tapped: Tapped) -> tuple[WaitingFacts, PlanDraft[Remark] | None, LeadQuestion | None]:
    """Return a plan that waits and the question of a button; None for what is over."""
    facts = waiting_plans.get(turn.session, tapped.draft_id)
    if facts.state is not DraftState.OPEN:
        return facts, None, None
    plan = get_plan(turn, facts.document, facts.answers)
    asked = next((one for one in list_lead_questions(plan) if one.mark == tapped.question), None)
    return facts, plan, asked


def _answer(
    turn: Turn, facts: WaitingFacts, question: LeadQuestion, codes: tuple[str, ...], new_name: str = ""
) -> Reply:
    after = with_answer(facts.answers, question, codes, new_name)
    plan = get_plan(turn, facts.document, after)
    now, actor = turn.now, plan_drafts.actor_of(turn)
    if question.name:
        officer_id = turn.me.officer_id
        kept_answers.answer_name(
            turn.session, facts.id, question.name, codes, new_name, officer_id=officer_id, now=now, actor=actor
        )
    else:
        for task in question.tasks:
            kept_answers.answer_task(turn.session, facts.id, task, codes, now=now, actor=actor)
    return ask_next_question(turn, waiting_plans.get(turn.session, facts.id), plan)
