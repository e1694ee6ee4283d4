"""How the roles of officers may be typed."""

from collections.abc import Mapping

from data.enums import Role
from data.text import fold

_WORDS: Mapping[str, Role] = {
    **dict.fromkeys(("can bo dau moi", "dau moi", "can bo", "officer"), Role.OFFICER),
    **dict.fromkeys(("lanh dao co quan", "lanh dao", "thu truong", "head"), Role.HEAD),
    **dict.fromkeys(("giam sat", "can bo giam sat", "supervisor"), Role.SUPERVISOR),
    **dict.fromkeys(("quan tri", "quan tri vien", "can bo quan tri", "admin"), Role.ADMIN),
}


def read_role(words: str) -> Role | None:
    """Return the role that words name, with or without accents; None for other words."""
    return _WORDS.get(fold(words).strip(" .,;:"))
