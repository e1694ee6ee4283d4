// Words, sizes and times as they are shown. Times are those of Viet Nam, wherever the browser is.

const PARTS = new Intl.DateTimeFormat("vi", {
  timeZone: "Asia/Ho_Chi_Minh",
  weekday: "long",
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function parts(instant) {
  return Object.fromEntries(PARTS.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** "Thứ Hai, 26/02/2024" */
export function dayOf(instant) {
  const { weekday, day, month, year } = parts(instant);
  return `${weekday}, ${day}/${month}/${year}`;
}

/** "08:00" */
export function timeOf(instant) {
  const { hour, minute } = parts(instant);
  return `${hour}:${minute}`;
}

/** Lower case, no accents, đ as d: what is typed without accents finds what is written with them. */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").trim();
}

/** "12 KB" */
export function sizeOf(bytes) {
  return bytes < 1024 ? `${bytes} byte` : `${Math.ceil(bytes / 1024).toLocaleString("vi")} KB`;
}

/** Up to two capitals for the round picture: the last two words, "Sở Tư pháp" gives "TP". */
export function initialsOf(name) {
  return name.split(/\s+/).slice(-2).map((word) => word[0] ?? "").join("").toUpperCase();
}
