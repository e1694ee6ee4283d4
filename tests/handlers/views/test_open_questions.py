"""Whatever is asked can be named: what is still awaited, and what typed words would be taken for."""

from handlers.base.steps import NOTHING_ASKED, Step
from handlers.dispatch.confirmations import _STEPS
from handlers.dispatch.routes import ANSWERS
from handlers.views.open_questions.pending import _WANTED
from handlers.views.open_questions.proposals import _CONTENTS


def test_of_every_question_it_can_be_said_what_is_awaited() -> None:
    asked = {route.key for route in ANSWERS}
    assert asked == set(Step) - NOTHING_ASKED
    assert _WANTED.keys() == asked - {Step.PROPOSAL}


def test_whatever_may_be_shown_before_it_is_written_has_a_name() -> None:
    assert _STEPS.keys() - _CONTENTS.keys() == set()
