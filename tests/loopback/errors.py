"""Refusals, in the words of the real Bot API."""

from dataclasses import dataclass, field


@dataclass(eq=False)
class Refusal(Exception):
    """An answer with "ok": false. `parameters` is the API's ResponseParameters."""

    code: int
    description: str
    parameters: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} {self.description}"


def bad_request(text: str) -> Refusal:
    return Refusal(400, f"Bad Request: {text}")


def forbidden(text: str) -> Refusal:
    return Refusal(403, f"Forbidden: {text}")


def too_many_requests(retry_after: float) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {retry_after:g}", parameters={"retry_after": retry_after})
