"""How likely a sentence asks for what: weights that `learning` drew from the examples."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt
from pathlib import Path

from handlers.base.query import Intent

WEIGHTS = Path(__file__).with_name("weights.json")
SCALE = 100
"""Weights are stored as whole numbers: hundredths."""


@dataclass(frozen=True, slots=True)
class IntentModel:
    """Weights of every feature, one for each of `intents`."""

    intents: tuple[Intent, ...]
    weights: Mapping[str, list[int]]

    def likelihoods(self, features: Iterable[str]) -> dict[Intent, float]:
        """Return how likely each intent is; together they are 1."""
        known = [self.weights[one] for one in features if one in self.weights]
        if not known:
            return dict.fromkeys(self.intents, 1 / len(self.intents))
        unit = SCALE * sqrt(len(known))
        sums = [total / unit for total in map(sum, zip(*known, strict=True))]
        top = max(sums)
        odds = [exp(one - top) for one in sums]
        whole = sum(odds)
        return {intent: one / whole for intent, one in zip(self.intents, odds, strict=True)}


@cache
def load_model() -> IntentModel:
    """Return the model, read once in the life of a process."""
    found = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return IntentModel(tuple(map(Intent, found["intents"])), found["weights"])
