"""The sentence of every remark of the plan reader, and the names used in them."""

from data.plans.remarks import RemarkCode
from data.plans.table.columns.kinds import Column
from handlers.locales import marked

SENTENCES: dict[RemarkCode, str] = {
    RemarkCode.NO_OWNER: marked(
        "{count} nhiệm vụ chưa rõ cơ quan nào trong danh mục chủ trì ({codes}); phải trả lời trước khi ghi vào sổ."
    ),
    RemarkCode.TITLE_WITHOUT_YEAR: marked(
        "Kế hoạch không ghi là của năm nào: mốc không ghi năm được đọc là năm {year}, cần kiểm tra."
    ),
    RemarkCode.NO_TITLE: marked("Không tìm thấy tên kế hoạch ở đầu văn bản."),
    RemarkCode.NO_ISSUER: marked("Không rõ cơ quan ban hành kế hoạch."),
    RemarkCode.HEADER_REPEATED: marked("Hàng tiêu đề của bảng lặp lại ở dòng {lines}; đã bỏ qua."),
    RemarkCode.LINE_SKIPPED: marked("Dòng {line}: bỏ qua “{skipped}” vì không thuộc hàng nào của bảng."),
    RemarkCode.HEADING_WITHOUT_TASKS: marked(
        "Dòng {line}: “{title}” được đọc là đề mục nhưng không có nhiệm vụ nào bên dưới; nếu là nhiệm vụ, "
        "hãy ghi cơ quan chủ trì và thời hạn vào hàng ấy."
    ),
    RemarkCode.OLD_FONT_DECODED: marked(
        "{count} chỗ gõ bằng phông {encoding} đã được chuyển sang Unicode (dòng {lines}…)."
    ),
    RemarkCode.CHARACTERS_REPLACED: marked(
        "{count} chỗ có ký tự lạ (chữ giống “đ”, ký tự không nhìn thấy) đã được thay (dòng {lines}…)."
    ),
    RemarkCode.MERGED_REPEATED: marked("{count} ô gộp: giá trị được lấy cho từng hàng mà ô phủ (dòng {lines}…)."),
    RemarkCode.TRACKED_CHANGES: marked(
        "{count} chỗ có thay đổi đang theo dõi (Track Changes) được đọc như đã chấp nhận (dòng {lines}…)."
    ),
    RemarkCode.FONT_DECODED: marked("{count} đoạn gõ bằng phông cũ đã được chuyển sang Unicode (dòng {lines}…)."),
    RemarkCode.HIDDEN_LEFT_OUT: marked("{count} hàng, cột hoặc trang tính bị ẩn đã được bỏ qua (dòng {lines}…)."),
    RemarkCode.FORMULA_WITHOUT_VALUE: marked(
        "{count} ô công thức chưa có giá trị được đọc là ô trống (dòng {lines}…)."
    ),
    RemarkCode.PAGES_WITHOUT_TEXT: marked("{count} trang chỉ có ảnh, không đọc được chữ (trang {lines}…)."),
    RemarkCode.WITHOUT_LINES: marked(
        "{count} phần bảng không kẻ khung được chia cột, hàng theo vị trí của chữ: cần đối chiếu (dòng {lines}…)."
    ),
    RemarkCode.COLUMNS_UNTOLD: marked(
        "{count} chỗ giống bảng nhưng không kẻ khung, không chia được cột nên không đọc (dòng {lines}…)."
    ),
    RemarkCode.CUT_SHORT: marked("{count} chỗ vượt giới hạn hàng, cột đã được bỏ qua (dòng {lines}…)."),
    RemarkCode.DRAFT_WITHOUT_NUMBER: marked(
        "Văn bản chưa có số: chỉ xem trước được; muốn ghi vào sổ phải nêu số kế hoạch."
    ),
    RemarkCode.DRAFT_WITHOUT_DATE: marked(
        "Văn bản chưa có ngày ban hành: chỉ xem trước được; muốn ghi vào sổ phải nêu ngày."
    ),
    RemarkCode.TABLE_LEFT_OUT: marked("Bảng ở dòng {line} (“{heads}”) không phải bảng nhiệm vụ: đã bỏ qua."),
    RemarkCode.TASKS_WITHOUT_TABLE: marked(
        "Văn bản không có bảng nhiệm vụ: nhiệm vụ được đọc theo các dòng “Cơ quan chủ trì: …” từ dòng {line}."
    ),
    RemarkCode.COLUMN_DOUBTFUL: marked("Cột “{head}” được đọc là “{column}” vì nội dung bên dưới; cần kiểm tra."),
    RemarkCode.COLUMNS_WITHOUT_HEAD: marked(
        "Bảng ở dòng {line} không có hàng tiêu đề: các cột được đọc theo nội dung, cần kiểm tra."
    ),
    RemarkCode.UNCONFIRMED_DEADLINE: marked(
        "Mục {place}, dòng {line} nêu thời hạn “{timeframe}” nhưng chưa được xác nhận là nhiệm vụ."
    ),
    RemarkCode.ROW_JOINED: marked("Hàng bị ngắt trang, phần còn lại ở dòng {line}: đã nối {pieces}."),
    RemarkCode.HEADER_JOINED: marked("Tiêu đề cột ở dòng {line} dính phần cuối ô “{column}”: đã nối “{text}” vào ô."),
    RemarkCode.TAKEN_FROM_ABOVE: marked("Ô “{column}” để trống, lấy theo hàng trên: “{text}”."),
    RemarkCode.TAKEN_FROM_HEADING: marked("Ô “{column}” để trống, lấy theo tiêu đề nhóm: “{text}”."),
    RemarkCode.TAKEN_FROM_STEP: marked("Ô “{column}” để trống, lấy theo cột “{head}”: “{text}”."),
    RemarkCode.TAKEN_FROM_TITLE: marked("Ô “{column}” để trống, lấy theo nội dung nhiệm vụ: “{text}”."),
    RemarkCode.CELLS_DROPPED: marked("Hàng có thêm ô ngoài các cột của bảng, đã bỏ qua: “{skipped}”."),
    RemarkCode.NO_NUMBER: marked("Hàng không có số thứ tự: đặt mã {code}."),
    RemarkCode.NUMBER_REPEATED: marked("Số {number} đã dùng trong mục này: đặt mã {code}."),
    RemarkCode.CELL_EMPTY: marked("Ô “{column}” để trống."),
    RemarkCode.STRAY_PUNCTUATION: marked("Ô “{column}” thừa dấu ở cuối (“{text}”): đã bỏ."),
    RemarkCode.DELIVERABLES_DATED: marked("Một ô có nhiều sản phẩm và nhiều mốc hạn: {deliverables}."),
    RemarkCode.AGENCY_AMBIGUOUS: marked("Ô “{column}”: có nhiều cơ quan tên “{name}”; cần ghi rõ thuộc huyện nào."),
    RemarkCode.AGENCY_UNKNOWN: marked("Ô “{column}”: không có cơ quan nào tên “{name}” trong danh mục cơ quan."),
    RemarkCode.AGENCY_MISSPELT: marked(
        "Ô “{column}”: không có cơ quan nào tên “{name}” trong danh mục cơ quan; gần nhất là “{nearest}”."
    ),
    RemarkCode.FIELD_INFERRED: marked("Văn bản không nêu {field}; người xác nhận suy ra từ nội dung."),
    RemarkCode.TIME_UNCERTAIN: marked("Thời gian “{timeframe}” đọc chưa chắc chắn. {reason}"),
    RemarkCode.DUE_BEFORE_PLAN: marked("Hạn {due_on} nằm trước năm của kế hoạch ({year}); vẫn giữ như văn bản ghi."),
    RemarkCode.RECURRING_BEFORE_PLAN: marked(
        "{count} kỳ trước ngày ban hành kế hoạch ({issued_on}) không tính là việc phải làm."
    ),
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
    RemarkCode.PART_UNREAD: marked("Chưa hiểu phần “{part}”."),
    RemarkCode.YEAR_NOT_NAMED: marked("Không ghi năm, kế hoạch cũng không ghi: lấy năm {year}."),
}

COLUMNS: dict[str, str] = {
    Column.NUMBER: marked("STT"),
    Column.CODE: marked("Mã nhiệm vụ"),
    Column.GROUP: marked("Nhóm nhiệm vụ"),
    Column.TITLE: marked("Nhiệm vụ"),
    Column.DELIVERABLE: marked("Kết quả/sản phẩm"),
    Column.LEAD: marked("Cơ quan chủ trì"),
    Column.COORDINATING: marked("Cơ quan phối hợp"),
    Column.START: marked("Thời gian bắt đầu"),
    Column.TIMEFRAME: marked("Thời gian thực hiện"),
    Column.NOTE: marked("Ghi chú"),
}
"""Titles of the columns, as a clerk knows them."""

FIELDS: dict[str, str] = {
    "lead": marked("cơ quan chủ trì"),
    "title": marked("tên nhiệm vụ"),
    "deliverables": marked("sản phẩm"),
    "place": marked("vị trí"),
}
"""Names of the fields of a confirmed duty; other fields are named by their keys."""
