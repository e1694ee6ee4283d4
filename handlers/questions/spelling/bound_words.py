"""Words of two syllables of which each explains the other, however it was typed: “náo cáo”, “kế hạch”, “gia ha”."""

from dataclasses import replace

from handlers.questions.lexicon.words import Word, to_word
from handlers.questions.spelling.candidates import KnownWords, is_one_typo

LEAST_LETTERS = 3
"""How many letters a word has that is mended by those beside it."""
_BOUND = (
    ("gia", "han"), ("thoi", "gian"), ("thoi", "han"), ("bao", "cao"), ("ban", "hanh"), ("ke", "hoach"),
    ("quyet", "dinh"), ("nghi", "quyet"), ("hoan", "thanh"), ("nhiem", "vu"), ("don", "vi"),
    ("cap", "nhat"), ("xac", "nhan"), ("phe", "duyet"), ("phan", "tram"), ("phoi", "hop"),
    ("chu", "tri"), ("van", "ban"), ("don", "doc"), ("de", "nghi"), ("to", "trinh"), ("chi", "tiet"),
    ("bao", "nhieu"), ("tham", "dinh"), ("tong", "hop"), ("so", "sanh"), ("ban", "giao"),
)  # fmt: skip
"""Words of two syllables, without accents, of which each explains the other."""


_ASKING = frozenset(("sao", "dau", "may", "chua", "khong", "the", "gi", "ai"))
"""Words, without accents, that ask or deny: “báo sao” is no “báo cáo”, whatever stands beside them."""


def mend_bound(better: Word, typed: Word, beside: tuple[str, str], known_words: KnownWords) -> Word:
    """Return the word that belongs to its neighbour, doubtful only if one that denies may stand there."""
    denied = any(known_words.fits(said, *beside) for said in known_words.find_denials(typed))
    return replace(better, mended=True, doubtful=denied)


def find_bound(one: Word, beside: tuple[str, str]) -> Word | None:
    """Return the word that belongs to one of those beside it, and is one typing error away: “náo cáo”, “kế hạch”."""
    if one.folded in _ASKING:
        return None
    for first, second in _BOUND:
        said = second if first == beside[0] else first if second == beside[1] else ""
        begins = said[:1] == one.folded[:1] or len(said) == len(one.folded)
        if len(said) >= LEAST_LETTERS and begins and is_one_typo(one.folded, said):
            return to_word(said)
    return None
