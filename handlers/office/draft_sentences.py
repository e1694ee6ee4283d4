"""Dated sentences in the body of a plan that waits: each is a duty, asked for by a row already, or none."""

from data.enums import DraftState
from data.errors import BadAnswer
from data.plans.draft import Candidate, PlanDraft
from data.plans.remarks import Remark
from data.plans.storing.waiting import kept_answers, waiting_plans
from data.plans.storing.waiting.waiting_plans import WaitingFacts
from data.plans.waiting.answers import Meaning, SentenceAnswer
from data.plans.waiting.leads import mark_of
from data.plans.waiting.sentences import list_open_sentences, next_code
from handlers.base.callback_data.plans import AcceptSentence, AskCovering, DismissSentence, SentenceCovered
from handlers.base.messages import Reply
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.office import draft_questions, plan_drafts
from handlers.office.plan_reading import get_plan
from handlers.views.plans import draft_sentences as view

Found = tuple[WaitingFacts, PlanDraft[Remark] | None, Candidate | None]


def accept(turn: Turn, tapped: AcceptSentence) -> Reply:
    """Make a duty of a sentence; who owes it is asked next."""
    facts, plan, sentence = _find(turn, tapped.draft_id, tapped.sentence)
    if plan is None or sentence is None:
        return draft_questions.show_current(turn, facts)
    code = next_code(plan, facts.answers.sentences)
    return _answer(turn, facts, sentence, SentenceAnswer(Meaning.DUTY, code))


def link(turn: Turn, tapped: SentenceCovered) -> Reply:
    """Keep that a task of the plan asks for what a sentence does."""
    facts, plan, sentence = _find(turn, tapped.draft_id, tapped.sentence)
    codes = (task.code for task in plan.tasks) if plan else ()
    covering = next((code for code in codes if mark_of(code) == tapped.task), None)
    if sentence is None or covering is None:
        return draft_questions.show_current(turn, facts)
    return _answer(turn, facts, sentence, SentenceAnswer(Meaning.COVERED, covering))


def dismiss(turn: Turn, tapped: DismissSentence) -> Reply:
    """Keep that a sentence asks for nothing."""
    facts, _plan, sentence = _find(turn, tapped.draft_id, tapped.sentence)
    if sentence is None:
        return draft_questions.show_current(turn, facts)
    return _answer(turn, facts, sentence, SentenceAnswer(Meaning.NONE))


def ask_covering(turn: Turn, tapped: AskCovering) -> Reply:
    """Ask for the code of the task that asks for what a sentence does."""
    facts, _plan, sentence = _find(turn, tapped.draft_id, tapped.sentence)
    if sentence is None:
        return draft_questions.show_current(turn, facts)
    turn.ask(Step.PLAN_SENTENCE, draft=facts.id, sentence=sentence.mark)
    return view.covering_question(sentence)


def take_covering(turn: Turn, sentence: str) -> Reply:
    """Keep the task whose code was typed. Raises BadAnswer."""
    about = turn.answered_question.about
    facts, plan, asked = _find(turn, int(about["draft"]), str(about["sentence"]))
    if plan is None or asked is None:
        turn.close_question()
        return draft_questions.show_current(turn, facts)
    typed = "".join(sentence.split()).rstrip(".").casefold()
    code = next((task.code for task in plan.tasks if task.code.casefold() == typed), None)
    if code is None:
        raise BadAnswer("task", "no_such_task_in_draft")
    reply = _answer(turn, facts, asked, SentenceAnswer(Meaning.COVERED, code))
    turn.close_question()
    return reply


def _find(turn: Turn, draft_id: int, mark: str) -> Found:
    """Return a plan that waits and the sentence of a button; None for what is over."""
    facts = waiting_plans.get(turn.session, draft_id)
    if facts.state is not DraftState.OPEN:
        return facts, None, None
    plan = get_plan(turn, facts.document, facts.answers)
    return facts, plan, next((one for one in list_open_sentences(plan) if one.mark == mark), None)


def _answer(turn: Turn, facts: WaitingFacts, sentence: Candidate, answer: SentenceAnswer) -> Reply:
    plan = get_plan(turn, facts.document, facts.answers.with_sentence(sentence.mark, answer))
    actor = plan_drafts.actor_of(turn)
    kept_answers.answer_sentence(turn.session, facts.id, sentence.mark, answer, now=turn.now, actor=actor)
    return draft_questions.ask_next_question(turn, waiting_plans.get(turn.session, facts.id), plan)
