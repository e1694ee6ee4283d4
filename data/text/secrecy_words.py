"""Words that a mark of secrecy is told from, and words that are none, without accents but where accents tell."""

from collections.abc import Iterator
from itertools import permutations

from data.text import fold


def _listed(words: str, between: str | None = None) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in words.split(between))


def _folded(kinds: str) -> dict[str, tuple[str, ...]]:
    """Return `kinds`, by how they are folded."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in (" ".join(one.split()) for one in kinds.split(",")):
        found[fold(kind)] = (*found.get(fold(kind), ()), kind)
    return found


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

CLASSIFIED = _folded(
    """văn bản, tài liệu, công văn, hồ sơ, báo cáo, kế hoạch, quyết định, tờ trình, đề án, chỉ thị, nghị quyết, thông
    báo, điện, công điện, phụ lục, danh mục, bản đồ, nội dung, tin, thông tin, số liệu, biên bản, phương án, loại,
    mức, cấp, cấp độ, độ, dấu, vật, đóng dấu, mạng, công hàm, giấy mời, hướng dẫn, phiếu trình, đề cương, dự thảo,
    bản sao, chuyên đề, kết luận, chương trình, thông tư, nghị định, công thư, bức thư, ghi chép, tệp tin, hợp đồng,
    đĩa, bản, thư, tệp, file, usb, vb, cv, bc, hs, tl, kh, qđ, mức độ, bút phê, dán nhãn, gắn nhãn"""
)
"""Kinds of material behind which "mật" is a mark: as they are written, by how they are folded."""
JOINED = frozenset({"toimat", *(kind.replace(" ", "") + "mat" for kind in CLASSIFIED if " " in kind)})
"""A mark written without blanks, as in names of files: "vanbanmat"."""
SHORT = frozenset({"vb", "cv"})
"""Kinds in short; "cv" is also "công việc" ("cv mat 3 ngay"), so that more has to follow where "mật" bears
no accents."""
ABBREVIATED = frozenset({*SHORT, "bc", "hs", "tl", "kh", "qd", "tt", "ttr", "nq", "ct", "ubnd", "file"})
"""Kinds in short, as they stand anywhere in the name of a file."""
OTHER_BARE = _listed("ban thu do mang dua nhan ong ma danh tong nghi hoa")
"""Words that are others where they are typed without accents in a text that bears some: "thu mật", "do"."""
NEEDS_MORE = frozenset({"do", "dau", "dien", "tin", "muc", "cap", "loai", "vat", "mang"})
"""Kinds that tell nothing without accents: they also stand before "mất", "mặt" or "mắt" ("do mất điện")."""
COPIES = _listed("so copy final scan ban goc kyso v")
"""What tells one copy of a file from another, at the end of its name beside a number."""
OTHER_BEFORE = _listed(
    """bi bao co nem can tuan rau qua duong vang hop tien ra be khuon truoc ngoai giap nuoc than trang ong lay
    xuat tui soi gan ro ri mia ngot giot khoai banh keo"""
)
"""bí mật, bảo mật, cơ mật, thân mật; trăng mật, lấy mật, túi mật, mía mật; có mặt, vắng mặt, họp mặt …"""
READ_BEFORE = _folded(
    """gặp, bệnh viện, viện, khoa, khám, mổ, phẫu thuật, rửa, nhức, mờ, sáng, làm, kết cấu, bê tông, lớp, tài sản,
    cướp, biến, thị, văn, đồng chí, thu, bán, vắt, quay, giá, ăn, uống, vị, vỉ, tổ, nuôi, chai, lít, kg, nguồn,
    sản lượng, khai thác, chế biến, chè, mít, cam, lê, vải, nho, xoài, dưa lưới, nghiêm, chân, xã, phường, phố, làng,
    chùa, đôi"""
)
"""gặp mặt, bệnh viện Mắt, tài sản mất, Nguyễn Thị Mật, bán mật, dưa lưới mật, chùa Mật: told by their accents from
what sounds like them ("gấp, mật"), where nothing stands before that could be classified.
"""
OTHER_AFTER = _listed("độ khẩu ong mã thiết danh nhân hoa gấu mía dừa rỉ ngọt")
"""mật độ, mật khẩu, mật ong, mật mã, mật thiết, mật danh, mật nhân, mật hoa dừa: whatever stands before."""
OTHER_ALONE = _listed("vụ viện thư heo lợn trăn cá tông ngữ nghị thám sơn báo")
"""mật vụ, mật thư, Mật tông: where nothing stands before that could be classified."""
HONEY = _listed("ong phấn sáp lít kg ml mía dừa ocop rầy")
"""What is spoken of beside honey, typed with the accents it has."""
EYES = _listed("mui tmh rhm rang mũi răng")
"""What is spoken of beside eyes."""
PLACES = _listed("xa phuong huyen tinh thi va thuoc")
IN_VILLAGES = _listed("hoa dan tai o thon den truong duong hai cac cua")
"""What stands behind the name of a village, and before it: "nhà văn hóa bản Mật, xã …"."""
HANDED = _listed("gui nhan luu in sao chuyen trinh ky phat nop giao co mot la kem 01 1")
"""What is done with a copy of a document."""
SEVERAL = _listed("cac nhieu moi nhung hai ba bon may so")
NUMBERED = _listed("hieu ky ki no va luong bao may nao va la")
"""Words behind "số" that speak of a number: số hiệu, số ký hiệu, số lượng, số nào."""
LIVING = _listed("con cây cfu tế trứng khóm bụi dảnh m2 m² ha loại ấu tb")
"""What is counted by "mật số"."""
TIMES = _listed("ngay tuan thang tieng gio phut buoi trang to nam hom")
"""What is lost or taken, behind a number."""
FACE = _listed("bang tran hang tien troi phang san nuoc tron khac giao kinh nhat sang")
"""Words after "mặt" or "mắt": mặt bằng, mặt trận, mặt hàng, mắt kính."""
LOST = _listed(
    """roi het trom cap dau tich trang luc khi trong vi chua thi nen hay khong ko k lien dien mang song luon hieu
    thoi cong nhieu may ca bao boi nua qua di cua nuoc tien ngay gan tat khoang kha hon chu the phieu them doan"""
)
"""Words after "mất": lost, gone, cut off."""
NOT_BARE = LOST | FACE | frozenset(map(fold, OTHER_AFTER))
"""Words behind "mat" that tell that it is no mark."""
