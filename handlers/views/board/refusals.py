"""What stands in place of a page that is not shown: who is asked to come in, and why something is refused."""

from data.errors import NhacviecError, NotAllowed
from handlers.base.board.look import Look
from handlers.locales import _
from handlers.views.base.error_sentences import sentence
from handlers.views.board.page import render, render_for_nobody

_OF_AN_OFFICE = frozenset(
    {
        *("agency.see", "correction.right", "duty.change", "duty.see", "file.see", "task.note", "task.see"),
        *("role.administering", "role.figures", "role.leading", "role.reminded", "role.supervising"),
    }
)
"""What another agency of the reader's, or their role there, may allow. Who may not decide on their own work may not
do so in whatever role.
"""


def door(root: str) -> str:
    """Render how to come in, for who has no session."""
    return render_for_nobody("door.html", root)


def refusal(look: Look, error: NhacviecError) -> str:
    """Render why a page is not shown, and what to do instead."""
    return render("refusal.html", look, sentence=why(look, error))


def why(look: Look, error: NhacviecError) -> str:
    """Return why something is refused; to whoever serves several agencies also where they switch, if that helps."""
    said = sentence(error, look.me.officer_id)
    if not (look.me.several and isinstance(error, NotAllowed) and error.action in _OF_AN_OFFICE):
        return said
    switching = _(
        "Anh/chị đang làm việc cho {agency}; việc của cơ quan khác của mình thì chuyển sang đó ở đầu trang.",
        agency=look.me.agency_short_name,
    )
    return f"{said} {switching}"


def fault(root: str, error: NhacviecError | None = None) -> str:
    """Render that there is no such address, or that the registry cannot be read just now.

    `root` leads to the board's own address, as in `Look`.
    """
    return render_for_nobody("fault.html", root, sentence=sentence(error) if error else "")


def only_said(look: Look) -> str:
    """Render a page that shows nothing but what became of a form."""
    return render("said.html", look)


def not_made(root: str) -> str:
    """Render that a file could not be made."""
    said = _("Chưa tạo được tệp. Anh/chị thử lại sau ít phút; nếu vẫn không được, báo cán bộ quản trị.")
    return render_for_nobody("fault.html", root, sentence=said)
