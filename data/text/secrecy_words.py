"""Words that a mark of secrecy is told from, and words that are none, without accents but where accents tell."""

from collections.abc import Iterator
from itertools import permutations


def _listed(words: str, between: str | None = None) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in words.split(between))


def _keyed(syllable: str, vowel: str, *keys: str) -> Iterator[str]:
    """Yield `syllable` as it is keyed for the accents of its `vowel`: each key anywhere behind it, in any order."""
    for first, second in permutations(keys):
        for one in range(syllable.index(vowel) + 1, len(syllable) + 1):
            half = syllable[:one] + first + syllable[one:]
            for other in range(one + 1, len(half) + 1):
                yield half[:other] + second + half[other:]


MAT = frozenset({"mật", "mât", "mậtj", "mâtj", "mâjt", "mët", "maät", "maat", *_keyed("mat", "a", "a", "j")})
MAT |= frozenset(_keyed("mat", "a", "6", "5"))
TUYET = frozenset({"tuyệt", "tuyêt", "tuyet", "tuyöt", "tuyeät", "tuyeat", *_keyed("tuyet", "e", "e", "j")})
TUYET |= frozenset(_keyed("tuyet", "e", "6", "5"))
TOI = frozenset({"tối", "tôí", "tèi", "toái", *_keyed("toi", "o", "o", "s"), *_keyed("toi", "o", "6", "1")})
"""Each word of a mark as it is typed (also half-typed, in Telex or VNI) and in the old fonts TCVN3 and VNI."""

KEYED = MAT | TUYET | TOI
OLD_FONTS = frozenset({"mët", "maät"})
OTHER_IN_OLD_FONTS = frozenset({"bí", "bý", "bi", "o", "baûo", "b¶o", "cô", "c¬"})
"""bí mật, bảo mật, cơ mật in them."""

CLASSIFIED = _listed(
    """van ban, tai lieu, cong van, ho so, bao cao, ke hoach, quyet dinh, to trinh, de an, chi thi, nghi quyet, thong
    bao, dien, cong dien, phu luc, danh muc, ban do, noi dung, tin, thong tin, so lieu, bien ban, phuong an, loai,
    muc, cap, cap do, do, dau, vat, dong dau, mang, cong ham, giay moi, huong dan, phieu trinh, de cuong, du thao,
    ban sao, chuyen de, ket luan, chuong trinh, thong tu, nghi dinh, cong thu, buc thu, ghi chep, tep tin, hop dong,
    dia, ban, thu, tep, file, usb, vb, cv, bc, hs, tl""",
    ",",
)
"""Kinds of material behind which "mật" is a mark, folded."""
JOINED = frozenset({"toimat", *(kind.replace(" ", "") + "mat" for kind in CLASSIFIED if " " in kind)})
"""A mark written without blanks, as in names of files: "vanbanmat"."""
SHORT = frozenset({"vb", "cv"})
"""Kinds of one syllable that are nothing else, even where "mật" bears no accents."""
NEEDS_MORE = frozenset({"do", "dau", "dien", "tin", "muc", "cap", "loai", "vat", "mang"})
"""Kinds that tell nothing without accents: they also stand before "mất", "mặt" or "mắt" ("do mất điện")."""
COPIES = _listed("so copy final scan ban goc kyso v")
"""What tells one copy of a file from another, at the end of its name beside a number."""
OTHER_BEFORE = _listed(
    """bi bao co nem can tuan rau qua duong vang hop tien ra be khuon truoc ngoai giap nuoc than trang ong lay
    xuat tui soi gan ro ri mia ngot giot khoai banh keo"""
)
"""bí mật, bảo mật, cơ mật, thân mật; trăng mật, lấy mật, túi mật, mía mật; có mặt, vắng mặt, họp mặt …"""
OTHER_AFTER = _listed("do khau ong ma thiet danh nhan")
"""mật độ, mật khẩu, mật ong, mật mã, mật thiết, mật danh, mật nhân: whatever stands before."""
OTHER_ALONE = _listed("vu vien thu ngot mia gau hoa heo")
"""mật vụ, mật thư, mật ngọt, mật hoa: where nothing stands before that could be classified."""
FACE = _listed("bang tran hang tien troi phang san nuoc tron khac giao kinh nhat")
"""Words after "mặt" or "mắt": mặt bằng, mặt trận, mặt hàng, mắt kính."""
LOST = _listed(
    """roi het trom cap dau tich trang luc khi trong vi chua thi nen hay khong ko k lien dien mang song luon hieu
    thoi cong nhieu may ca bao boi nua qua di cua nuoc tien ngay gan tat"""
)
"""Words after "mất": lost, gone, cut off."""
NOT_BARE = LOST | OTHER_AFTER | FACE
"""Words behind "mat" that tell that it is no mark."""
