"""Errors as sentences: what happened, and what to do instead."""

from data.enums import State
from data.errors import (
    AgencyNotMerged,
    BackupUnusable,
    BadAnswer,
    CopyRefused,
    InvitationRefused,
    NhacviecError,
    NoFigures,
    NotAllowed,
    NotFound,
    PlanNotChanged,
    PlanUnreadable,
    RegistryUnusable,
    SeveralPlans,
    Stale,
)
from handlers.locales import _
from handlers.views.base.formatting import moment, plain_day, shorten
from handlers.views.base.names import state_name
from handlers.views.base.not_allowed_sentences import not_allowed_sentence
from handlers.views.base.refusal_sentences import (
    DECIDED_BY_READER_SENTENCES,
    DECIDED_SENTENCES,
    FIGURES_SENTENCES,
    INVITATION_SENTENCES,
    MERGER_SENTENCES,
    PLAN_CHANGE_SENTENCES,
    PLAN_SENTENCES,
)
from handlers.views.base.registry_sentences import registry_sentence
from handlers.views.base.unreadable_answers import explain_bad_answer

_KEY_LETTERS = 60


def sentence(error: NhacviecError, reader: int | None = None) -> str:
    """Return what `error` means for the officer `reader` (an id), and what to do instead. Holds no secret."""
    match error:
        case NotFound():
            return _not_found_sentence(error)
        case Stale():
            return _stale_sentence(error, by_reader=error.officer_id == reader)
        case InvitationRefused():
            return _invitation_sentence(error)
        case BadAnswer():
            return explain_bad_answer(error)
        case SeveralPlans() | PlanNotChanged() | AgencyNotMerged():
            return _office_sentence(error)
        case PlanUnreadable(reason, detail, limit):
            return _(PLAN_SENTENCES[reason], detail=detail, limit=limit)
        case RegistryUnusable() | CopyRefused() | BackupUnusable():
            return registry_sentence(error)
        case NoFigures(day, reason, limit):
            return _(FIGURES_SENTENCES[reason], day=plain_day(day), limit=plain_day(limit))
        case NotAllowed(action):
            return not_allowed_sentence(action)
    return _("Yêu cầu này chưa thực hiện được, chưa có gì thay đổi.")


def _not_found_sentence(error: NotFound) -> str:
    nearest = _(" Gần nhất: {nearest}.", nearest=", ".join(error.nearest)) if error.nearest else ""
    key = shorten(error.key, _KEY_LETTERS)
    match error.kind:
        case "task":
            said = _("Không thấy mã {key} trong nhiệm vụ của cơ quan anh/chị.", key=key)
        case "agency":
            said = _("Không thấy cơ quan “{key}”. Gõ tên đầy đủ hoặc tên viết tắt của cơ quan.", key=key)
        case "plan" if not error.nearest:
            said = _(
                "Trong sổ chưa có kế hoạch nào. Cán bộ quản trị gửi tệp kế hoạch cho bot để nhập"
                " (trên máy chủ: plan import)."
            )
        case "active_plan":
            held = ", ".join(error.nearest)
            return _("Mọi kế hoạch trong sổ đều đã đóng ({held}). Gõ /kehoach để xem từng kế hoạch.", held=held)
        case "file":
            return _("Tệp này không còn trong kho của bot. Anh/chị báo cán bộ quản trị để khôi phục từ bản sao lưu.")
        case "invitation":
            return _(
                "Không có mã mời nào như vậy còn chờ dùng. Xem các mã đang chờ: nhacviec officer invitations. "
                "Người đã vào bằng mã: nhacviec officer leave SỐ"
            )
        case "officer":
            said = _("Không có cán bộ số {key} đang nhận việc.", key=error.key)
        case "section":
            known = ", ".join(error.nearest)
            return _("Kế hoạch không có lĩnh vực {key}. Các lĩnh vực: {known}.", key=key, known=known)
        case "plan" | "plan_year":
            return _no_plan_sentence(error, key)
        case _:
            said = _("Không thấy “{key}”.", key=key)
    return said + nearest


def _no_plan_sentence(error: NotFound, key: str) -> str:
    held = ", ".join(error.nearest)
    if error.kind == "plan_year":
        return _("Trong sổ không có kế hoạch năm {key}. Sổ đang có: {held}.", key=key, held=held)
    return _("Không thấy kế hoạch {key} trong sổ. Sổ đang có: {held}.", key=key, held=held)


def _invitation_sentence(error: InvitationRefused) -> str:
    if error.at is None or not error.account:
        return _(INVITATION_SENTENCES[error.reason])
    account = shorten(error.account, _KEY_LETTERS)
    return _(INVITATION_SENTENCES["used_by"], account=account, moment=moment(error.at))


def _office_sentence(error: SeveralPlans | PlanNotChanged | AgencyNotMerged) -> str:
    if isinstance(error, AgencyNotMerged):
        day = plain_day(error.day) if error.day else ""
        return _(MERGER_SENTENCES[error.reason], agency=error.agency, other=error.other, day=day)
    if isinstance(error, PlanNotChanged):
        return _(PLAN_CHANGE_SENTENCES[error.reason], plan=error.number, other=error.other)
    return _(
        "Đang theo dõi {count} kế hoạch: {plans}. Anh/chị nêu rõ kế hoạch nào.",
        count=len(error.numbers),
        plans=", ".join(error.numbers),
    )


def _stale_sentence(error: Stale, *, by_reader: bool) -> str:
    state = state_name(State(error.state))
    if error.change in DECIDED_SENTENCES:
        decided = (
            _(DECIDED_BY_READER_SENTENCES[error.change], code=error.code, moment=moment(error.at))
            if by_reader
            else _(DECIDED_SENTENCES[error.change], code=error.code, name=error.by, moment=moment(error.at))
        )
        why = _(" Lý do: {reason}.", reason=error.reason.rstrip(".")) if error.reason else ""
        return decided + why + " " + _("Không ghi thêm lần nữa.")
    if not error.by:
        return _("{code} đã thay đổi, bây giờ: {state}. Anh/chị mở lại để xem.", code=error.code, state=state)
    if by_reader:
        return _(
            "Anh/chị đã cập nhật {code} lúc {moment}, bây giờ: {state}. Không ghi thêm lần nữa.",
            code=error.code,
            moment=moment(error.at),
            state=state,
        )
    return _(
        "{code} đã được {name} cập nhật lúc {moment}, bây giờ: {state}. Không ghi thêm lần nữa.",
        code=error.code,
        name=error.by,
        moment=moment(error.at),
        state=state,
    )
