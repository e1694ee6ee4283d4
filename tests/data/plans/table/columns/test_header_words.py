"""Heads of columns, in the words of many offices."""

import pytest

from data.plans.table.columns.header_words import columns_of
from data.plans.table.columns.kinds import Column
from data.text import fold

HEADS = {
    Column.NUMBER: "STT|TT|Số TT|Số thứ tự",
    Column.CODE: "Mã nhiệm vụ|Mã số|Ký hiệu|Mã",
    Column.GROUP: "Nhóm nhiệm vụ|Thuộc nhóm|Nhóm|Lĩnh vực",
    Column.TITLE: "Nhiệm vụ|Tên nhiệm vụ|Tên nhiệm vụ/dự án|Nội dung|Nội dung nhiệm vụ|Nội dung/nhiệm vụ"
    "|Nội dung thực hiện"
    "|Nhiệm vụ, giải pháp|Tên đề án ưu tiên|Hoạt động|Giải pháp|Đầu việc|Nội dung công việc|Công việc|Nhiệm vụ cụ thể"
    "|Nhiệm vụ trọng tâm|Tên văn bản, đề án",
    Column.DELIVERABLE: "Kết quả/sản phẩm|Sản phẩm|Sản phẩm đầu ra|Sản phẩm dự kiến|Kết quả|Kết quả dự kiến"
    "|Kết quả thực hiện|Chỉ tiêu đạt được|Sản phẩm hoàn thành|Kết quả thực hiện nhiệm vụ|Dự kiến sản phẩm",
    Column.LEAD: "Cơ quan chủ trì|Cơ quan chủ trì thực hiện|Đơn vị chủ trì|Đơn vị thực hiện|Chủ trì"
    "|Phụ trách|Phân công"
    "|Cơ quan đầu mối|Người đứng đầu chịu trách nhiệm|Cơ quan thực hiện|Cơ quan, đơn vị thực hiện"
    "|Đơn vị chịu trách nhiệm"
    "|Cơ quan tham mưu|Cơ quan chủ trì soạn thảo|Phân công nhiệm vụ|Trách nhiệm thực hiện|Đơn vị"
    "|Cơ quan/đơn vị chủ trì",
    Column.COORDINATING: "Cơ quan phối hợp|Đơn vị phối hợp|Phối hợp|Cơ quan phối hợp thực hiện"
    "|Đơn vị, địa phương phối hợp",
    Column.START: "Thời gian bắt đầu|Bắt đầu|Ngày bắt đầu",
    Column.TIMEFRAME: "Thời gian thực hiện|Thời gian|Thời gian hoàn thành|Thời hạn|Thời hạn hoàn thành"
    "|Hạn hoàn thành|Hạn"
    "|Ngày hoàn thành|Thời gian triển khai|Thời gian dự kiến hoàn thành|Dự kiến hoàn thành|Lộ trình|Thời điểm|Tiến độ"
    "|Thời gian trình|Tiến độ thực hiện|Mốc thời gian hoàn thành|Hoàn thành|Thời gian hoàn thành nhiệm vụ",
    Column.NOTE: "Kinh phí|Nguồn kinh phí|Ghi chú|Văn bản giao nhiệm vụ|Cơ sở pháp lý|Căn cứ|Lãnh đạo chỉ đạo"
    "|Đơn vị tính|Kinh phí thực hiện|Nguồn vốn|Địa điểm|Cấp trình",
}


@pytest.mark.parametrize(
    ("head", "column"), [(head, column) for column, heads in HEADS.items() for head in heads.split("|")]
)
def test_a_head_tells_what_stands_below(head: str, column: Column) -> None:
    assert columns_of(fold(head))[:1] == (column,)


@pytest.mark.parametrize("head", ["", "Sở Nội vụ", "Quý I/2026", "Trồng cây", "1", "x"])
def test_other_words_tell_nothing(head: str) -> None:
    assert columns_of(fold(head)) == ()
