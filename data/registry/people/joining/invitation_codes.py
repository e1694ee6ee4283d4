"""What codes look like that people type: invitations, ways into the page. Only their hashes are stored."""

import hashlib
import secrets
from unicodedata import normalize

_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I/L: the code is read aloud on the telephone
LENGTH = 10


def new_code() -> str:
    """Return a code that nobody can guess."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH))


def looks_like_code(words: str) -> bool:
    """Return whether words are nothing but what a code is made of, in groups or in one."""
    letters = read_letters(words)
    return len(letters) == LENGTH and set(letters) <= set(_ALPHABET) and len(words) <= 2 * LENGTH


def get_hash(code: str) -> str:
    """Return the hash by which a code is found, however it is spaced."""
    # A code has 49 random bits and ends in some weeks: a slow hash would add nothing.
    return hashlib.sha256(read_letters(code).encode()).hexdigest()


def read_letters(code: str) -> str:
    """Return a code without what stands between its letters: people write it in groups, "abcde - fghjk"."""
    return "".join(filter(str.isalnum, normalize("NFKC", code))).upper()
