"""What somebody may have meant whose sentence was not understood."""

from handlers.questions.lexicon.words import words_of

_SAID_AS = {
    "con no gi": "list:o:0",
    "viec phai lam": "list:o:0",
    "viec qua han": "list:v:0",
    "bi tre han": "list:v:0",
    "viec da xong": "list:d:0",
    "viec cho xac nhan": "list:w:0",
    "viec khong co han": "list:n:0",
    "viec thuong xuyen": "list:n:0",
    "viec phoi hop": "list:c:0",
    "viec tiep theo": "cmd:tieptheo",
    "nhac toi": "cmd:nhac",
    "tro giup": "cmd:trogiup",
}
_WITHOUT_A_CLUE = ("list:o:0", "cmd:trogiup")
_OF_ALL = {"list:o:0": "sum:all", "list:v:0": "sumv:0", "list:w:0": "sumw:0"}
"""What who oversees means by the same words."""
_NEAR_ENOUGH = 60  # rapidfuzz's score of 100
_LETTERS = 200  # of a sentence that are compared; the first ones say what it is about


def suggest(sentence: str, *, overseeing: bool) -> tuple[str, str]:
    """The values of the two buttons nearest to `sentence`; of the whole province for who oversees it."""
    from rapidfuzz import fuzz, process

    said = " ".join(word.folded for word in words_of(sentence[:_LETTERS]))
    near = process.extract(said, _SAID_AS.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR_ENOUGH)
    values = [*(_SAID_AS[said] for said, *_score in near), *_WITHOUT_A_CLUE]
    meant = [_OF_ALL.get(value, value) for value in values] if overseeing else values
    first, second, *_others = dict.fromkeys(meant)
    return first, second
