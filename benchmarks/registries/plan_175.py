"""A registry with plan 175 and one officer."""

from datetime import UTC, datetime
from pathlib import Path

from data.enums import Role
from data.plans.reading import read_plan
from data.plans.storing.apply import apply
from data.registry.office import agencies
from data.registry.people import identities
from data.schema import open_registry
from data.seeds import seed
from data.store import Session
from handlers.views.plans.remarks import for_registry

NOW = datetime(2024, 2, 26, 2, 0, tzinfo=UTC)
"""A working Monday in the middle of the plan's first quarter: the list has every icon."""
PLAN = "ke-hoach-175-kh-ubnd.txt"
ASKER = "stp"
CHAT = 7


def create_registry(path: Path) -> str:
    """Create the registry at `path` and return its address; chat `CHAT` is an officer's of Sở Tư pháp."""
    address = f"sqlite:///{path}"
    store = open_registry(address)
    with store.write() as session:
        apply(session, for_registry(read_plan(seed(PLAN))), now=NOW, actor="benchmark")
        enrol(session, ASKER, Role.OFFICER, CHAT)
    store.close()
    return address


def enrol(session: Session, agency: str, role: Role, chat: int | str, channel: str = "telegram") -> None:
    """Enrol an officer of an agency (by its code) with a private chat."""
    identities.enrol(
        session,
        agency_id=agencies.find(session, agency).id,
        role=role,
        name="Cán bộ",
        channel=channel,
        chat_id=str(chat),
        now=NOW,
    )
