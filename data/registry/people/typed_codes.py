"""Codes that people read aloud and type: how they are made, and what of them counts."""

import hashlib
import secrets
from unicodedata import normalize

_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I/L: a code is read aloud on the telephone
_LENGTH = 10


def make_code() -> str:
    """Return a new code of 49 random bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def looks_like_code(words: str) -> bool:
    """Return whether words are nothing but what a code is made of, in groups or in one."""
    letters = read_letters(words)
    return len(letters) == _LENGTH and set(letters) <= set(_ALPHABET) and len(words) <= 2 * _LENGTH


def hash_code(code: str) -> str:
    """Return what is stored of a code, however it is written."""
    # 49 random bits that end in some weeks, and few tries an hour: a slow hash would add nothing.
    return hashlib.sha256(read_letters(code).encode()).hexdigest()


def read_letters(code: str) -> str:
    """Return a code without what stands between its letters: people write it in groups, "abcde - fghjk"."""
    return "".join(filter(str.isalnum, normalize("NFKC", code))).upper()
