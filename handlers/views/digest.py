"""The morning digest: one message a day with what is urgent, each line ready to be marked."""

from datetime import date

from handlers.conversation import Button, Reply
from handlers.locales import _
from handlers.views import calls, words
from scheduler.digest import DigestFacts, DigestLine
from scheduler.standing import WEEK

_TITLE_LETTERS = 48
_BUTTONS = 8


def digest(facts: DigestFacts) -> Reply:
    """Rendered from the duties as they are now; a late one says so."""
    heading = _("⏰ Sáng {day} · {agency}", day=words.full_day(facts.day), agency=facts.agency_short_name)
    lines = [*(_line(line, facts.day) for line in facts.lines), *calls.lines(facts.calls, facts.day)]
    if facts.late_since:
        said = _("(Bản tin này đến muộn: lẽ ra gửi từ {day}.)", day=words.short_day(facts.late_since, facts.day))
        lines.insert(0, said)
    buttons = [*(_button(line, facts) for line in facts.lines), *calls.buttons(facts.calls)][:_BUTTONS]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    return Reply(heading, "\n".join(lines), (*rows, (Button(_("📋 Nhiệm vụ"), "list:o:0"),)))


def _line(line: DigestLine, today: date) -> str:
    title = words.line_title(line.title, line.label, line.kind, _TITLE_LETTERS)
    days = (line.due_on - today).days
    if days < 0:
        return f"🔴 {line.code}  {title} · {words.days_left(line.due_on, today)}"
    icon = "🟠" if days <= WEEK else "🟡"
    return (
        f"{icon} {line.code}  {title} · {words.weekday_and_day(line.due_on)}, {words.days_left(line.due_on, today)}"
    )


def _button(line: DigestLine, facts: DigestFacts) -> Button:
    """With its date where the code stands twice in the digest."""
    code = line.code
    if sum(other.code == line.code for other in facts.lines) > 1:
        code = f"{code} {words.day_month(line.due_on, facts.day)}"
    return Button(_("{code} đã xong", code=code), f"done:{line.duty_id}:{line.version}")
