"""Faults on demand, as a network and a busy Telegram have them now and then."""

from dataclasses import dataclass, field

from tests.loopback.errors import Refusal, forbidden, too_many_requests


@dataclass(frozen=True)
class Fault:
    """The fault of one call.

    `refusal` is answered instead of doing it, or `body`, with that `status`. Without either the call gets no answer:
    the connection is closed, or, if `hangs`, stays open in silence. `done` says whether it took effect all the same.
    """

    refusal: Refusal | None = None
    body: bytes | None = None
    status: int = 200
    hangs: bool = False
    done: bool = False


def too_many(retry_after: float) -> Fault:
    return Fault(too_many_requests(retry_after))


def nonsense(body: bytes, status: int = 200) -> Fault:
    return Fault(body=body, status=status)


def server_error(code: int = 500) -> Fault:
    return Fault(Refusal(code, "Internal Server Error" if code == 500 else "Bad Gateway"))


def blocked() -> Fault:
    return Fault(forbidden("bot was blocked by the user"))


CLOSED = Fault()
SILENT = Fault(hangs=True)
ANSWER_LOST = Fault(done=True)


@dataclass
class _Plan:
    method: str
    chat_id: int | None
    fault: Fault
    left: int


@dataclass
class Faults:
    """The faults still to come, oldest first."""

    _plans: list[_Plan] = field(default_factory=list)

    def plan(self, fault: Fault, method: str, *, chat_id: int | None = None, times: int = 1) -> None:
        """Make the next `times` calls of `method` (to `chat_id`, if given) meet `fault`."""
        self._plans.append(_Plan(method.lower(), chat_id, fault, times))

    def clear(self) -> None:
        """Remove all faults."""
        self._plans.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Use up and return the fault of this call, if any."""
        for plan in self._plans:
            if plan.left and plan.method == method.lower() and plan.chat_id in (None, chat_id):
                plan.left -= 1
                return plan.fault
        return None
