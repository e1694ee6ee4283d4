"""What goes out by itself: the daily digest, the figures of the week, notices, what somebody else changed."""

from dataclasses import replace

from handlers.conversation import Button, Reply
from handlers.locales import _
from handlers.views import changes, overview
from handlers.views.digest import digest
from scheduler.changed import ChangeFacts, ReviewFacts
from scheduler.contents import Facts
from scheduler.digest import DigestFacts
from scheduler.unheard import NoticeFacts
from scheduler.weekly import SummaryFacts

_AGENCIES = 12


def message(facts: Facts) -> Reply:
    """A message of the outbox."""
    match facts:
        case DigestFacts():
            return digest(facts)
        case SummaryFacts():
            return summary(facts)
        case NoticeFacts():
            return notice(facts)
        case ChangeFacts():
            return changes.change(facts)
        case ReviewFacts():
            return changes.review(facts)


def summary(facts: SummaryFacts) -> Reply:
    """/tonghop, sent by itself at the beginning of the week."""
    if facts.agency:
        said = overview.of_agency(facts.counted, facts.agency, own=True)
    else:
        said = overview.whole(facts.counted, facts.unheard)
    return replace(said, heading=_("Tổng hợp đầu tuần") + "\n" + said.heading, replaces=False)


def notice(facts: NoticeFacts) -> Reply:
    """Agencies at which nobody can be reached, and what to do."""
    named = [f"{agency.short_name} ({agency.code})" for agency in facts.agencies]
    lines = [f"• {name}" for name in named[:_AGENCIES]]
    if len(named) > _AGENCIES:
        lines.append(_("… và {count} cơ quan khác", count=len(named) - _AGENCIES))
    said = _("Các cơ quan sau còn nợ việc mà không liên lạc được với cán bộ đầu mối nào:")
    act = _("Việc vẫn được theo dõi. Để có người nhận nhắc: nhacviec officer invite --agency MÃ")
    taps = ((Button(_("📊 Tổng hợp"), "sum:all"),),)
    return Reply(_("📵 Chưa có người nhận nhắc ({count})", count=len(named)), "\n".join([said, *lines, act]), taps)
