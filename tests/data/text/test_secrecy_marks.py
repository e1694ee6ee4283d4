"""Marks of state secrecy are seen however they are written, and words that only sound like them are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text.secrecy_marks import carries_secrecy_mark, name_carries_secrecy_mark


@pytest.mark.parametrize(
    "text",
    [
        "TUYỆT MẬT",
        "Tối mật",
        "tối mật",
        "Tuyệt Mật",
        "văn bản MẬT số 12",
        "(Mật)",
        "Mật",
        "12/KH-UBND (Mật) 28/02/2024",
        "12/KH-UBND - Mật, 28/02/2024",
        "Độ mật: Mật",
        "độ mật A",
        "đã đóng dấu mật",
        "tài liệu mật của tỉnh",
        "Không có, vì là công văn mật",
        "Tối mật",
        "hồ sơ mật",
        "văn bản mật số 12/UBND",
        "gửi anh hồ sơ mật vụ án",
        "tuyet mat",
        "TUYET MAT",
        "TOI MAT",
        "(toi mat)",
        "van ban mat so 12",
        "van ban toi mat",
        "ho so mat",
        "tai lieu mat",
        "cong van mat so 5",
        "T U Y Ệ T  M Ậ T",
        "M Ậ T",
        "m.ậ.t (M.Ậ.T)",
        "TUYỆT_MẬT",
        "tuyệt\nmật",
        "TỐI\nMẬT",
        "tuy\u200bệt m\u200bật",
        "tài liệu m\u200dật",
        "МẬТ",
        "TUYỆТ МẬТ",
        "tuyetmat",
        "TuyệtMật",
        "TuyÖt mËt",
        "Tèi mËt",
        "(MËt)",
        "tuyeät maät",
        "toái maät",
        "taøi lieäu maät",
        "ｔｕｙệｔ ｍậｔ",
        "tuyeetj maatj",
        "tài liệu maatj",
        "TUYỆT-MẬT",
        "t0i m4t (T0I M4T)",
        "Mức độ mật: tối mật",
        "dau mat: A",
        'đóng dấu "Mật"',
        "Cấp độ: MẬT",
        "Số 05-BC/TU (mật)",
        "VĂN BẢN MẬT",
        "công điện mật",
        "đề án mật của Bộ",
        "tuy3t m4t",
        "do mat: mat",
        "TAI LIEU MAT",
        "báo cáo mật gửi Bộ",
        "VB mật số 12/UBND",
        "vb toi mat",
        "Mật số: 12",
        "đã gửi bản mật lên tỉnh",
        "công hàm mật",
        "bản sao mật",
        "to61i ma65t",
        "tuyetej majta",
        "MẬ\nT",
        "M\nẬ\nT",
        "ToiMat",
        "vanbanmat",
        "t0i m@t",
        "t0i mat",
        "ｔｏｉ ｍａｔ",
        "tuy€t mật",
        "tài liệu ṃậṭ",
        "TỐI ᴍẬᴛ",
        "văn bản ᎷẬᎢ",
        "🅼🅐🆃",
    ],
)
def test_a_mark_of_secrecy_is_seen(text: str) -> None:
    assert carries_secrecy_mark(text)


@pytest.mark.parametrize(
    "text",
    [
        "bảo vệ bí mật nhà nước",
        "BÍ MẬT NHÀ NƯỚC",
        "BẢO MẬT THÔNG TIN",
        "bảo mật",
        "mật độ dân số",
        "MẬT ĐỘ",
        "mật khẩu",
        "MẬT KHẨU",
        "sản phẩm mật ong",
        "Mật ong hoa nhãn",
        "cơ mật viện",
        "tôi mất điện thoại",
        "12/KH-UBND 28/02/2024",
        "",
        "toi mat dien thoai",
        "em bi mat dien thoai",
        "do mat dien nen cham",
        "van ban mat roi",
        "ho so mat het roi",
        "dau mat qua",
        "vang mat",
        "co mat luc 8h",
        "hop mat",
        "bi mat",
        "bao mat",
        "mat ma",
        "mật mã",
        "quên mật khẩu",
        "danh mục bí mật nhà nước",
        "công tác bảo vệ bí mật nhà nước",
        "tài liệu mất rồi",
        "báo cáo bị mất",
        "mặt trận tổ quốc",
        "UB MAT TRAN TO QUOC",
        "mat tran to quoc",
        "Ủy ban Mặt trận",
        "BAO MAT",
        "mắt kính",
        "sổ tay bảo mật",
        "kế hoạch bảo mật an toàn thông tin",
        "ke hoach bao mat",
        "quyết định mật độ xây dựng",
        "mat bang",
        "giai phong mat bang",
        "MẶT BẰNG",
        "ra mat",
        "bao cao mat bang gia",
        "TOI MAT DIEN THOAI",
        "tôi mật",
        "rau mật",
        "dưa mật",
        "chi phí mua mật",
        "thông tin bảo mật",
        "thong tin bao mat",
        "tuyệt đối bảo mật",
        "tuyet doi bao mat",
        "em mat so dien thoai",
        "mat so cua anh roi",
        "nha em mat nuoc",
        "mat mang roi",
        "ho so bi mat",
        "tai lieu bi mat cap",
        "van ban bị mat",
        "NUÔI ONG LẤY MẬT",
        "BỮA CƠM THÂN MẬT",
        "TUẦN TRĂNG MẬT",
        "PHẪU THUẬT TÚI MẬT",
        "dầu mật nhân",
        "vb mat roi",
        "toi\nmat so nha",
        "tôi @mất",
        "tôi\u200b mất số",
    ],
)
def test_words_that_only_sound_like_it_are_not(text: str) -> None:
    assert not carries_secrecy_mark(text)


@pytest.mark.parametrize(
    "name",
    [
        "TUYET_MAT.pdf",
        "KH_12_MAT.pdf",
        "bao-cao-mat.docx",
        "mat.pdf",
        "ke hoach (mat).pdf",
        "Tối mật.docx",
        "bc.MẬT.pdf",
        "so 12 mat.pdf",
        "TOI_MAT_kh.docx",
        "KH 12 toi-mat.docx",
        "bc.toi-mat-2026.pdf",
        "VB mat so 12.pdf",
        "VanBanMat.pdf",
        "hosomat.docx",
        "ToiMat_01.pdf",
        "KH (MAT) (2).docx",
        "CV_MAT_so12.docx",
    ],
)
def test_a_mark_in_the_name_of_a_file_is_seen(name: str) -> None:
    assert name_carries_secrecy_mark(name)


@pytest.mark.parametrize(
    "name",
    [
        "DANH SACH VANG MAT.pdf",
        "co-mat.jpg",
        "hop mat.png",
        "bao mat.docx",
        "mat bang.pdf",
        "bi mat.pdf",
        "mat khau.docx",
        "mat-tran.pdf",
        "KH 12.pdf",
        "anh khuon mat.jpg",
        "toi mat dien thoai.jpg",
        "toi-mat-dien-thoai.jpg",
        "moi-toi-matcha.jpg",
        "Tuan trang mat 2.jpg",
        "VangMat_12.pdf",
    ],
)
def test_a_name_that_only_sounds_like_it_is_none(name: str) -> None:
    assert not name_carries_secrecy_mark(name)


HIDDEN = st.sampled_from(["\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff"])
GAP = st.sampled_from([" ", "  ", "\n", "_", "-", ".", "\u00a0", " * "])


@given(
    mark=st.sampled_from(["Tuyệt mật", "TUYỆT MẬT", "tuyet mat", "Tối mật", "TỐI MẬT"]),
    before=st.text("aăâbcdđeêghiklmnoôơpqrstuưvxy 0123456789,", max_size=30),
    hidden=st.lists(HIDDEN, min_size=12, max_size=12),
    gap=GAP,
)
def test_the_graver_marks_are_seen_whatever_is_put_between_their_letters(
    mark: str, before: str, hidden: list[str], gap: str
) -> None:
    one, other = mark.split()
    letters = "".join(letter + put for letter, put in zip(one, hidden, strict=False))
    assert carries_secrecy_mark(f"{before} {letters}{gap}{other} số 5")


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert carries_secrecy_mark(text) in (True, False)
