"""Words beside files that a channel gives as links, or cannot give at all."""

from collections.abc import Sequence

from handlers.locales import _


def linked_files(links: Sequence[tuple[str, str]]) -> str:
    """Return the lines for files that wait at addresses: (name, address)."""
    lines = [f"📎 {name}\n{address}" for name, address in links]
    return "\n".join([*lines, _("Đường dẫn dùng được một lần, trong 10 phút.")])


def files_left_out(names: Sequence[str]) -> str:
    """Return the lines for files that cannot be given here."""
    lines = [f"📎 {name}" for name in names]
    said = _("Ứng dụng này không nhận tệp và bot chưa có địa chỉ trên mạng, nên tệp chưa gửi được tới anh/chị.")
    return "\n".join([*lines, said])
