"""A measured figure and its limit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A target: `measured` and `limit` are in `unit`; `detail` describes the figure."""

    name: str
    measured: float
    limit: float
    unit: str
    detail: str

    @property
    def met(self) -> bool:
        return self.measured <= self.limit

    def __str__(self) -> str:
        verdict = "đạt" if self.met else "KHÔNG ĐẠT"
        figures = f"{self.measured:.2f} {self.unit} (mức {self.limit:g} {self.unit})"
        return f"{self.name}: {figures}, {verdict} [{self.detail}]"
