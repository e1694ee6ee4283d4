"""Words that a mark of secrecy is told from, and words that are none, without accents but where accents tell."""


def _listed(words: str, between: str | None = None) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in words.split(between))


MAT = frozenset({"mật", "mât", "maatj", "maajt", "mậtj", "ma65t", "mat65", "mët", "maät", "maat"})
TUYET = frozenset({"tuyệt", "tuyêt", "tuyet", "tuyeetj", "tuyeejt", "tuyöt", "tuyeät", "tuyeat"})
TOI = frozenset({"tối", "tôí", "toois", "toosi", "tèi", "toái"})
"""Each word of a mark as it is typed (also half-typed, in Telex or VNI) and in the old fonts TCVN3 and VNI."""

OLD_FONTS = frozenset({"mët", "maät"})
OTHER_IN_OLD_FONTS = frozenset({"bí", "bý", "bi", "o", "baûo", "b¶o", "cô", "c¬"})
"""bí mật, bảo mật, cơ mật in them."""

CLASSIFIED = _listed(
    """van ban, tai lieu, cong van, ho so, bao cao, ke hoach, quyet dinh, to trinh, de an, chi thi, nghi quyet, thong
    bao, dien, cong dien, phu luc, danh muc, ban do, noi dung, tin, thong tin, so lieu, bien ban, phuong an, loai,
    muc, cap, cap do, do, dau, vat, dong dau, mang""",
    ",",
)
"""Kinds of material behind which "mật" is a mark, folded."""
NEEDS_MORE = frozenset({"do", "dau", "dien", "tin", "muc", "cap", "loai", "vat", "mang"})
"""Kinds that tell nothing without accents: they also stand before "mất", "mặt" or "mắt" ("do mất điện")."""
OTHER_BEFORE = _listed("bi bao co nem can tuan rau qua duong vang hop tien ra be khuon truoc ngoai giap nuoc")
"""bí mật, bảo mật, cơ mật; có mặt, vắng mặt, họp mặt …"""
OTHER_AFTER = _listed("do khau ong ma thiet danh")
"""mật độ, mật khẩu, mật ong, mật mã, mật thiết, mật danh: whatever stands before."""
OTHER_ALONE = _listed("vu vien thu ngot mia gau hoa heo")
"""mật vụ, mật thư, mật ngọt, mật hoa: where nothing stands before that could be classified."""
FACE = _listed("bang tran hang tien troi phang san nuoc tron khac giao kinh nhat")
"""Words after "mặt" or "mắt": mặt bằng, mặt trận, mặt hàng, mắt kính."""
LOST = _listed(
    """roi het trom cap dau tich trang luc khi trong vi chua thi nen hay khong ko k lien dien mang song luon hieu
    thoi cong nhieu may ca bao boi nua qua di cua nuoc tien ngay gan tat"""
)
"""Words after "mất": lost, gone, cut off."""
