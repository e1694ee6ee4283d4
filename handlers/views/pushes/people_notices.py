"""Messages about who is who that are sent unasked."""

from datetime import date

from data.enums import AskedBecause, PeopleCause
from data.registry.people.joining.joinings import Joining
from data.rules.people.reaffirmation import SILENT_FOR
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.people import AskDismissal, ShowJoining, VouchForAll
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.account import invitation_approvals, joinings, reaffirmation, welcome
from handlers.views.base.formatting import moment, plain_day, shorten
from handlers.views.base.names import role_name
from handlers.views.office import absences, join_requests
from scheduler.identities.facts import (
    ApprovalFacts,
    ClockAheadFacts,
    ClosedFacts,
    ContestedFacts,
    DeputisedFacts,
    JoinedFacts,
    PeopleFacts,
    RefusedSecrets,
    RequestedFacts,
    SecretFacts,
    StillFacts,
    TransferredFacts,
    UnansweredFacts,
    WelcomedFacts,
)

_NAME_LETTERS = 30
_LINES = 8


def people_notice(facts: PeopleFacts) -> Reply:
    """Render a notice about who is who."""
    match facts:
        case JoinedFacts():
            return _joined(facts)
        case ContestedFacts():
            return _contested(facts)
        case ApprovalFacts():
            return invitation_approvals.approval_question(facts.invitation)
        case RequestedFacts():
            return join_requests.request_card(facts.request, facts.today)
        case WelcomedFacts():
            return welcome.chat_linked(facts.officer)
    return _office_notice(facts)


def _office_notice(
    facts: ClosedFacts
    | StillFacts
    | UnansweredFacts
    | SecretFacts
    | ClockAheadFacts
    | TransferredFacts
    | DeputisedFacts,
) -> Reply:
    match facts:
        case ClosedFacts():
            return _closed(facts)
        case StillFacts():
            return _still(facts)
        case UnansweredFacts():
            return _unanswered(facts)
        case SecretFacts():
            return _secret(facts)
        case ClockAheadFacts():
            return _clock_ahead(facts)
        case TransferredFacts():
            return _transferred(facts)
        case DeputisedFacts():
            return absences.deputised(facts.absence, is_deputy=facts.is_deputy)


def _joined(facts: JoinedFacts) -> Reply:
    if len(facts.joined) == 1:
        joining = facts.joined[0]
        taps = joinings.decision_buttons(joining) if joining.invitation_id in facts.decidable else ()
        return joinings.joining_card(joining, facts.today, taps)
    lines = [_joined_line(joining) for joining in facts.joined]
    lines.append(_("Chọn tên để xem tài khoản, xác nhận hoặc thu hồi từng người."))
    rows = [(button(_label(joining), ShowJoining(joining.invitation_id)),) for joining in facts.joined]
    waiting = [one for one in facts.joined if one.invitation_id in facts.decidable]
    if waiting:
        rows.append((button(_("Đúng cả {count} người", count=len(waiting)), VouchForAll(facts.notice_id)),))
    return Reply(_("👤 {count} cán bộ vừa vào bằng mã mời", count=len(facts.joined)), "\n".join(lines), tuple(rows))


def _joined_line(joining: Joining) -> str:
    return _(
        "• {name}, {role}, {agency}; tài khoản “{account}”",
        name=shorten(joining.name, _NAME_LETTERS),
        role=role_name(joining.role),
        agency=joining.agency_short_name,
        account=shorten(joining.account, _NAME_LETTERS),
    )


def _label(joining: Joining) -> str:
    return f"{shorten(joining.name, _NAME_LETTERS)} · {shorten(joining.agency_short_name, _NAME_LETTERS)}"


def _contested(facts: ContestedFacts) -> Reply:
    joining = facts.joining
    card = joinings.joining_card(joining, facts.today, joinings.decision_buttons(joining, administrator=True))
    return Reply(_("⚠️ Một mã mời, hai tài khoản"), f"{card.heading.removeprefix('👤 ')}\n{card.body}", card.buttons)


def _closed(facts: ClosedFacts) -> Reply:
    officer = facts.officer
    who = {"name": officer.name, "role": role_name(officer.role), "agency": officer.agency_short_name}
    when = moment(facts.at, facts.today)
    if facts.cause is PeopleCause.REVOKED:
        heading = _("🚫 Một tài khoản vừa bị thu hồi")
        lines = [
            _(
                "{by} cho biết tài khoản “{account}” không phải {name}, {role}, {agency}; đã thu hồi lúc {moment}.",
                by=facts.by,
                account=shorten(facts.account, _NAME_LETTERS),
                moment=when,
                **who,
            )
        ]
        lines += [joinings.changes_line(facts.changes)] if facts.changes else []
        lines.append(_("Anh/chị hỏi lại cơ quan rồi cấp mã mời mới cho đúng người."))
        return Reply(heading, "\n".join(lines))
    lines = [_("{name}, {role}, {agency}: tự báo đã thôi lúc {moment}; chat đã đóng.", moment=when, **who)]
    lines.append(
        _("Cơ quan còn {count} cán bộ đầu mối nhận nhắc.", count=facts.remaining)
        if facts.remaining
        else _("Cơ quan không còn cán bộ đầu mối nào nhận nhắc; anh/chị mời người thay.")
    )
    return Reply(_("👋 Một cán bộ vừa thôi"), "\n".join(lines))


def _transferred(facts: TransferredFacts) -> Reply:
    officer, before = facts.officer, facts.before
    when, by = moment(facts.at, facts.today), facts.by or _("quản trị hệ thống")
    lines = [_("Lúc {moment}, {name} đổi giúp anh/chị.", moment=when, name=by)]
    if before:
        lines.append(_("Trước đó: {role}, {agency}.", role=role_name(before.role), agency=before.agency_name))
    lines.append(_("Nếu không đúng, anh/chị báo cán bộ quản trị. Lệnh dùng được: /trogiup"))
    role, agency = role_name(officer.role), officer.agency_short_name
    return Reply(_("🔁 Anh/chị nay là {role} của {agency}", role=role, agency=agency), "\n".join(lines))


def _still(facts: StillFacts) -> Reply:
    why = (
        _("Mỗi năm tôi hỏi lại một lần để không gửi nhầm người.")
        if facts.asked.because is AskedBecause.YEARLY
        else _("Đã {count} ngày tôi không nhận được tin nào của anh/chị.", count=SILENT_FOR.days)
    )
    lines = [why, _("Còn thì chọn Còn. Đã chuyển việc thì chọn Không còn, tôi báo cán bộ quản trị mời người thay.")]
    if facts.asked.repeated_at:
        lines.append(_("Tôi hỏi lại lần này là lần cuối; không có trả lời thì tôi chỉ báo cán bộ quản trị."))
    lines.append(_("Trả lời lúc nào cũng được: gõ /toi."))
    return Reply(
        "❓ " + reaffirmation.tenure_question(facts.officer),
        "\n".join(lines),
        (reaffirmation.tenure_buttons(facts.officer.id),),
    )


def _unanswered(facts: UnansweredFacts) -> Reply:
    lines = [_("Tôi đã hỏi hai lần mà chưa có trả lời. Không có gì bị cắt: các cán bộ này vẫn được nhắc.")]
    for one in facts.officers[:_LINES]:
        heard = plain_day(viet_nam_date(one.heard_at))
        lines.append(
            _(
                "• {name}, {role}, {agency}; tin cuối ngày {day}",
                name=shorten(one.name, _NAME_LETTERS),
                role=role_name(one.role),
                agency=one.agency_short_name,
                day=heard,
            )
        )
    more = len(facts.officers) - _LINES
    if more > 0:
        lines.append(_("… và {count} người khác", count=more))
    lines.append(_("Anh/chị hỏi lại cơ quan. Ai không còn làm đầu mối thì chọn tên người ấy để ngừng liên kết."))
    taps = tuple(
        (button(_("Ngừng liên kết: {name}", name=shorten(one.name, _NAME_LETTERS)), AskDismissal(one.officer_id)),)
        for one in facts.officers[:_LINES]
    )
    return Reply(_("❓ Chưa rõ còn làm hay đã thôi ({count})", count=len(facts.officers)), "\n".join(lines), taps)


def _secret(facts: SecretFacts) -> Reply:
    lines = [_secret_line(one, facts.today) for one in facts.refused[:_LINES]]
    more = len(facts.refused) - _LINES
    if more > 0:
        lines.append(_("… và {count} cơ quan khác", count=more))
    lines.append(_("Tôi từ chối và không lưu, nên không biết trong tin có gì."))
    lines.append(
        _("Anh/chị nhắc cơ quan không gửi tài liệu mật qua chat; bí mật nhà nước thật thì báo người phụ trách.")
    )
    return Reply(_("🔒 Tin có dấu mật đã bị từ chối"), "\n".join(lines))


def _secret_line(one: RefusedSecrets, today: date) -> str:
    first, last = moment(one.first_at, today), moment(one.last_at, today)
    if first == last:
        return _("• {agency}: lúc {moment}", agency=one.agency_short_name, moment=first)
    return _(
        "• {agency}: {count} lần, từ {first} đến {last}",
        agency=one.agency_short_name,
        count=one.count,
        first=first,
        last=last,
    )


def _clock_ahead(facts: ClockAheadFacts) -> Reply:
    lines = [
        _(
            "Lúc {moment} tôi thấy sổ đã lập lịch nhắc cho những ngày chưa tới: đồng hồ máy chủ từng chỉ sai ngày.",
            moment=moment(facts.at, facts.today),
        ),
        _("Tôi đã bỏ lịch ấy và lập lại từ hôm nay. Tin đã lỡ gửi sớm sẽ được gửi lại đúng ngày."),
        _("Anh/chị nhờ người quản lý máy chủ xem lại giờ và bật đồng bộ giờ. Đã ghi vào /nhatky"),
    ]
    return Reply(_("🕰 Đồng hồ máy chủ từng chạy nhanh"), "\n".join(lines))
