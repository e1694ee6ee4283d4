"""Routes: from a command, a button or an answer to its handler, and the roles that may use it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from data.enums import OVERSEEING as ROLES_THAT_OVERSEE
from data.enums import Role
from handlers.base.callback_data.codec import Payload
from handlers.base.messages import Reply
from handlers.base.turn import Handler, Turn

EVERYONE: frozenset[Role | None] = frozenset({None, *Role})
LINKED: frozenset[Role | None] = frozenset(Role)
LEADING: frozenset[Role | None] = frozenset({Role.HEAD, Role.SUPERVISOR, Role.ADMIN})
SUPERVISING: frozenset[Role | None] = frozenset({Role.SUPERVISOR})
OVERSEEING: frozenset[Role | None] = frozenset(ROLES_THAT_OVERSEE)
ADMINISTERING: frozenset[Role | None] = frozenset({Role.ADMIN})
REMINDED: frozenset[Role | None] = frozenset({Role.OFFICER})

RESERVED = {
    LEADING: "role.leading",
    OVERSEEING: "role.leading",
    SUPERVISING: "role.supervising",
    REMINDED: "role.reminded",
    ADMINISTERING: "role.administering",
}
"""The actions of `NotAllowed` for officers who have none of the roles of a route."""


@dataclass(frozen=True, slots=True)
class Route:
    """A command, or the answer to a question. `key` is the command's name or the question's step.

    A command closes the open question, unless it `keeps_question`: then the handler still sees it.
    """

    key: str
    roles: frozenset[Role | None]
    handler: Handler
    summary: str = ""
    keeps_question: bool = False


@dataclass(frozen=True, slots=True)
class ButtonRoute:
    """A button, found by the payload it carries. A tap closes the open question, unless the route
    `keeps_question`.
    """

    payload: type[Payload]
    roles: frozenset[Role | None]
    handler: Callable[[Turn, Any], Reply]
    keeps_question: bool = False

    @property
    def key(self) -> str:
        """Return the verb of the button."""
        return self.payload.key


Tapped = TypeVar("Tapped", bound=Payload)


def tap(
    payload: type[Tapped],
    roles: frozenset[Role | None],
    handler: Callable[[Turn, Tapped], Reply],
    *,
    keeps_question: bool = False,
) -> ButtonRoute:
    """Return the route of a button; the types make sure that its handler takes the payload."""
    return ButtonRoute(payload, roles, handler, keeps_question)
