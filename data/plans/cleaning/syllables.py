"""Tell whether a word is spelt as a Vietnamese syllable can be: the test of every decoding of old fonts."""

import re
import unicodedata

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu ê êng
o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oe oen oeo oet
ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uêu
uôc uôi uôm uôn uông uôt uơ uy uya uych uynh uyt uyu uyên uyêt uyn uyp ư ưa ưc ưi ưm ưn ưng ưt ưu
ươc ươi ươm ươn ương ươp ươt ươu
"""
_SYLLABLE = re.compile(f"{_ONSET}(?:{'|'.join(sorted(set(_RIMES.split()), key=len, reverse=True))})")


def is_syllable(word: str) -> bool:
    """Tell if `word`, in NFC and any case, can be a Vietnamese syllable."""
    apart = unicodedata.normalize("NFD", word.lower())
    bare = apart.translate(_TONES)
    return len(apart) - len(bare) <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)))
