"""Messages that are sent unasked: digests, weekly figures, notices, what somebody else changed."""

from dataclasses import replace

from data.enums import QuotaLevel
from data.registry.outbox.claims import Claimed
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import RunCommand
from handlers.base.callback_data.overview import ListUnreachable
from handlers.base.callback_data.people import RevokeJoining, VouchFor
from handlers.base.command_names import CommandName
from handlers.base.messages import Reply
from handlers.locales import _, marked
from handlers.views.base import formatting
from handlers.views.base.names import role_name
from handlers.views.overview import summary
from handlers.views.pushes import change_notices, people_notices, requested_reminders
from handlers.views.pushes.digest import digest, group_digest
from scheduler.change_notices.quota_warnings import QuotaWarningFacts
from scheduler.change_notices.recheck import ChangeFacts, ReviewFacts
from scheduler.change_notices.relinked_chats import RelinkedFacts
from scheduler.planning.digest import DigestFacts
from scheduler.planning.group_digests import GroupDigestFacts
from scheduler.planning.unreachable_notices import NoticeFacts
from scheduler.planning.weekly_summaries import SummaryFacts
from scheduler.requested_reminders.recheck import RequestedFacts
from scheduler.sending.message_facts import Facts

_AGENCIES = 12
_QUOTA_SENTENCES = {
    QuotaLevel.WARNING: marked(
        "Mỗi tháng gửi được {allowed} tin. Khi còn ít, tôi chỉ gửi bản tin sáng, tổng hợp và trả lời. "
        "Người quản lý máy chủ xem được từng bot còn bao nhiêu tin."
    ),
    QuotaLevel.SCARCE: marked(
        "Mỗi tháng gửi được {allowed} tin. Từ nay đến hết tháng kênh này chỉ gửi bản tin sáng, tổng hợp và trả lời; "
        "thay đổi và lời nhắc thêm xem trong bản tin sau. "
        "Cần chuyển cơ quan sang bot khác thì báo người quản lý máy chủ."
    ),
    QuotaLevel.SPENT: marked(
        "Nơi cung cấp không nhận thêm tin nào: đến hết tháng kênh này không gửi được gì. Ai có thư, trang làm việc "
        "hay kênh khác thì nhận qua đó; ai chỉ có kênh này thì cần được báo cách khác. Khi đã nâng gói, "
        "anh/chị báo người quản lý máy chủ cho kênh gửi tiếp."
    ),
}
"""What a level means for the administrator."""


def render_message(facts: Facts) -> Reply:
    """Render a message of the outbox."""
    match facts:
        case DigestFacts():
            return digest(facts)
        case GroupDigestFacts():
            return group_digest(facts.digest)
        case SummaryFacts():
            return weekly_summary(facts)
        case NoticeFacts():
            return unreachable_notice(facts)
        case ChangeFacts():
            return change_notices.change_notice(facts)
        case RequestedFacts():
            return requested_reminders.reminder(facts)
        case ReviewFacts():
            return change_notices.review_notice(facts)
        case RelinkedFacts():
            return relinked_notice(facts)
        case QuotaWarningFacts():
            return quota_notice(facts)
    return people_notices.people_notice(facts)


def address(said: Reply, claimed: Claimed) -> Reply:
    """Return a message of the outbox as one to the officer whom it is for, of all whom the person of a chat is."""
    return replace(said, reader=claimed.officer_id)


def weekly_summary(facts: SummaryFacts) -> Reply:
    """Render the figures of /tonghop for the beginning of the week."""
    if facts.agency:
        said = summary.agency_summary(facts.counted, facts.agency, own=True)
    else:
        said = summary.province_summary(facts.counted, facts.unreachable_agencies)
    return replace(said, heading=_("Tổng hợp đầu tuần") + "\n" + said.heading, replaces=False)


def unreachable_notice(facts: NoticeFacts) -> Reply:
    """Render the agencies at which nobody can be reached, and what to do."""
    named = facts.agencies
    lines = [f"• {agency.short_name}" for agency in named[:_AGENCIES]]
    if len(named) > _AGENCIES:
        lines.append(_("… và {count} cơ quan khác", count=len(named) - _AGENCIES))
    said = _("Các cơ quan sau có nhiệm vụ chưa hoàn thành mà không liên lạc được với cán bộ đầu mối nào:")
    act = _("Việc vẫn được theo dõi. Để có người nhận nhắc: gõ /moi rồi dán danh sách họ tên, cơ quan.")
    inviting = button(_("👤 Mời cán bộ"), RunCommand(CommandName.INVITE))
    taps = ((inviting, button(_("📵 Chưa có người nhận"), ListUnreachable())),)
    return Reply(_("📵 Chưa có người nhận nhắc ({count})", count=len(named)), "\n".join([said, *lines, act]), taps)


def quota_notice(facts: QuotaWarningFacts) -> Reply:
    """Render how much of its month a channel has used, and what follows from it."""
    one = facts.reached
    used = _(
        "Kênh {channel} đã gửi {sent} tin trong tháng {month}.",
        channel=one.channel,
        sent=one.sent,
        month=one.month.month,
    )
    return Reply(
        _("📶 Số tin của kênh {channel}", channel=one.channel),
        f"{used}\n{_(_QUOTA_SENTENCES[one.level], allowed=one.allowed)}",
    )


def relinked_notice(facts: RelinkedFacts) -> Reply:
    """Render that a chat went from one officer to another by a second invitation."""
    one = facts.relinking
    left = {"name": one.left_name, "role": role_name(one.left_role), "agency": one.left_agency}
    joined = {"name": one.joined_name, "role": role_name(one.joined_role), "agency": one.joined_agency}
    lines = [
        _("Trước: {name}, {role}, {agency}.", **left),
        _("Nay: {name}, {role}, {agency}.", **joined),
        _("Lúc {moment}, trên kênh {channel}.", moment=formatting.moment(one.at, facts.today), channel=one.channel),
        _("Nếu không đúng, anh/chị liên hệ với cán bộ đó và cấp mã mời khác."),
    ]
    code = facts.invitation_id
    taps = ((button(_("Đúng"), VouchFor(code)), button(_("Thu hồi"), RevokeJoining(code))),) if code else ()
    return Reply(_("🔁 Một chat vừa chuyển sang cán bộ khác"), "\n".join(lines), taps)
