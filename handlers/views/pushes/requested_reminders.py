"""The reminder that an agency gets because a supervisor asked for it."""

from handlers.base.callback_data.changes import AskDocument
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuties, ShowDuty
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.questions.reminders import LINES, reminder_lines
from handlers.views.questions.rows import duty_buttons
from scheduler.requested_reminders.recheck import RequestedFacts


def reminder(facts: RequestedFacts) -> Reply:
    """Render what the supervisor asks for, with the buttons of the duties."""
    heading, *lines = reminder_lines(facts.duties, facts.asked_by, facts.office, facts.today, facts.calendar)
    all_of_them = button(_("📋 Nhiệm vụ"), ShowDuties())
    taps = duty_buttons(facts.duties[:LINES], facts.today)
    if len(facts.duties) == 1:
        duty = facts.duties[0]
        done = button(_("✅ Đã xong"), AskDocument(duty.id, duty.version))
        taps = ((done, button(_("Xem {code}", code=formatting.task_code(duty)), ShowDuty(duty.id))),)
    return Reply(heading, "\n".join(lines), (*taps, (all_of_them,)))
