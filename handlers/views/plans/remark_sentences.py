"""The sentence of every remark of the plan reader, and the names used in them."""

from data.plans.remarks import RemarkCode
from data.plans.table.columns import Column
from handlers.locales import marked

SENTENCES: dict[RemarkCode, str] = {
    RemarkCode.TITLE_WITHOUT_YEAR: marked("Tên kế hoạch không ghi năm: lấy năm ban hành {year}."),
    RemarkCode.NO_TITLE: marked("Không tìm thấy tên kế hoạch ở đầu văn bản."),
    RemarkCode.NO_ISSUER: marked("Không rõ cơ quan ban hành kế hoạch."),
    RemarkCode.HEADER_REPEATED: marked("Hàng tiêu đề của bảng lặp lại ở dòng {lines}; đã bỏ qua."),
    RemarkCode.LINE_SKIPPED: marked("Dòng {line}: bỏ qua “{skipped}” vì không thuộc hàng nào của bảng."),
    RemarkCode.UNCONFIRMED_DEADLINE: marked(
        "Mục {place}, dòng {line} nêu thời hạn “{timeframe}” nhưng chưa được xác nhận là nhiệm vụ."
    ),
    RemarkCode.ROW_JOINED: marked("Hàng bị ngắt trang, phần còn lại ở dòng {line}: đã nối {pieces}."),
    RemarkCode.HEADER_JOINED: marked("Tiêu đề cột ở dòng {line} dính phần cuối ô “{column}”: đã nối “{text}” vào ô."),
    RemarkCode.CELLS_DROPPED: marked("Hàng có thêm ô ngoài các cột của bảng, đã bỏ qua: “{skipped}”."),
    RemarkCode.NO_NUMBER: marked("Hàng không có số thứ tự: đặt mã {code}."),
    RemarkCode.NUMBER_REPEATED: marked("Số {number} đã dùng trong mục này: đặt mã {code}."),
    RemarkCode.CELL_EMPTY: marked("Ô “{column}” để trống."),
    RemarkCode.STRAY_PUNCTUATION: marked("Ô “{column}” thừa dấu ở cuối (“{text}”): đã bỏ."),
    RemarkCode.DELIVERABLES_DATED: marked("Một ô có nhiều sản phẩm và nhiều mốc hạn: {deliverables}."),
    RemarkCode.AGENCY_AMBIGUOUS: marked("Ô “{column}”: có nhiều cơ quan tên “{name}”; cần ghi rõ thuộc huyện nào."),
    RemarkCode.AGENCY_UNKNOWN: marked("Ô “{column}”: không có cơ quan nào tên “{name}” trong danh bạ."),
    RemarkCode.AGENCY_MISSPELT: marked(
        "Ô “{column}”: không có cơ quan nào tên “{name}” trong danh bạ; gần nhất là “{nearest}”."
    ),
    RemarkCode.FIELD_INFERRED: marked("Văn bản không nêu {field}; người xác nhận suy ra từ nội dung."),
    RemarkCode.TIME_UNCERTAIN: marked("Thời gian “{timeframe}” đọc chưa chắc chắn. {reason}"),
    RemarkCode.DUE_BEFORE_PLAN: marked("Hạn {due_on} nằm trước năm của kế hoạch ({year}); vẫn giữ như văn bản ghi."),
    RemarkCode.YEAR_OF_PLAN_TAKEN: marked("“{label}” không ghi năm: đọc là năm {year}."),
    RemarkCode.ONE_DEADLINE: marked("Một mốc hạn: {deadlines}."),
    RemarkCode.SEVERAL_DEADLINES: marked("{count} mốc hạn: {deadlines}."),
    RemarkCode.RECURRING: marked("Việc định kỳ: {deadlines}."),
    RemarkCode.CONTINUOUS: marked("Việc thường xuyên, không có hạn."),
    RemarkCode.EXTERNAL: marked("Hạn theo văn bản hoặc sự kiện khác; nhập ngày khi đã biết, kèm số văn bản."),
    RemarkCode.COUNTED_FROM_EVENT: marked("Hạn tính từ một sự kiện; nhập ngày khi sự kiện đã xảy ra."),
    RemarkCode.ONLY_A_START: marked("Chỉ nêu thời điểm bắt đầu, không có hạn."),
    RemarkCode.DAY_BEFORE_TAKEN: marked("“Trước” một ngày hay một kỳ thì hạn là ngày liền trước."),
    RemarkCode.YEAR_FROM_CONTEXT: marked(
        "Mốc không ghi năm lấy năm ghi cùng ô, nếu không có thì lấy năm của kế hoạch."
    ),
    RemarkCode.RECURRING_WITHOUT_PERIOD: marked("Việc định kỳ."),
    RemarkCode.TIME_EMPTY: marked("Ô thời gian để trống."),
    RemarkCode.TIME_TOO_LONG: marked("Nội dung quá dài để là một thời hạn; chưa ghi được hạn."),
    RemarkCode.TIME_UNREADABLE: marked("Không đọc được thời hạn trong nội dung này."),
    RemarkCode.NO_DEADLINE: marked("Chưa ghi được hạn."),
    RemarkCode.NOT_IN_CALENDAR: marked("“{point}” không có trong lịch nên chưa ghi được hạn."),
    RemarkCode.NO_EXACT_DAY: marked("“{point}” không nêu ngày cụ thể."),
    RemarkCode.TWO_DIGIT_YEAR: marked("“{point}” chỉ ghi hai chữ số của năm."),
    RemarkCode.YEAR_AMBIGUOUS: marked(
        "Có mốc không ghi năm trong khi nội dung chạm sang năm khác; lấy năm gần nhất theo thứ tự thời gian."
    ),
    RemarkCode.REPORT_REPLACES_QUARTER: marked("Mốc ghi riêng được hiểu là báo cáo thay cho quý có mốc đó."),
    RemarkCode.GOES_ON_WITHOUT_DEADLINE: marked("Nội dung tiếp theo không có hạn riêng."),
    RemarkCode.VAGUE: marked("Thời gian ghi không dứt khoát."),
    RemarkCode.DEPENDS_ON_EVENT: marked("Thời gian còn phụ thuộc một sự kiện khác."),
    RemarkCode.ALSO_COUNTED_FROM_EVENT: marked("Thời gian còn tính từ một sự kiện khác."),
    RemarkCode.DATE_STARTS_THE_COUNT: marked("Có ghi ngày nhưng hạn tính từ ngày đó, chưa tính thay được."),
    RemarkCode.TOO_OFTEN_FOR_DEADLINES: marked("Việc lặp hằng ngày hoặc hằng tuần không sinh mốc hạn."),
    RemarkCode.NO_PERIOD: marked("Không ghi kỳ nào nên chưa có mốc hạn."),
    RemarkCode.NEEDS_CHECK: marked("Cần người kiểm tra lại."),
}

COLUMNS: dict[str, str] = {
    Column.NUMBER: marked("STT"),
    Column.TITLE: marked("Nhiệm vụ"),
    Column.DELIVERABLE: marked("Kết quả/sản phẩm"),
    Column.LEAD: marked("Cơ quan chủ trì"),
    Column.COORDINATING: marked("Cơ quan phối hợp"),
    Column.TIMEFRAME: marked("Thời gian thực hiện"),
}
"""Titles of the columns, as a clerk knows them."""

FIELDS: dict[str, str] = {
    "lead": marked("cơ quan chủ trì"),
    "title": marked("tên nhiệm vụ"),
    "deliverables": marked("sản phẩm"),
    "place": marked("vị trí"),
}
"""Names of the fields of a confirmed duty; other fields are named by their keys."""
