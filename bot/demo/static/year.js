// In the office that is entered at once: how far the office of a played year is, and the way there.

import { get } from "./shared/api.js";
import { toast } from "./shared/toast.js";

const EARLY = "/ngay/";
const AGAIN_MS = 2000;
const places = document.querySelectorAll(".year");

/** Says how far the year is, until one can go there. Elsewhere there is no such office. */
export async function followYear() {
  if (location.pathname !== EARLY) return;
  const year = await get("../api/year").catch(() => null);
  if (year) show(year);
  if (!year?.ready) setTimeout(followYear, AGAIN_MS);
}

function show({ ready, day, until }) {
  for (const place of places) {
    const [words, way] = place.children;
    words.textContent = `Đang dựng một năm làm việc, đã tới ${day || "đầu năm"}…`;
    way.textContent = `Sang ${until}, sau một năm làm việc`;
    words.hidden = ready;
    way.hidden = !ready;
    place.hidden = false;
  }
  if (ready) toast(`Đã dựng xong một năm làm việc, tới ${until}. Đường sang ở bảng đồng hồ.`);
}
