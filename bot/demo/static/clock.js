// The rehearsal clock: shows the office's time and moves it on.

import { post } from "./api.js";
import { dayOf, timeOf } from "./text.js";
import { toast } from "./toast.js";

const shown = document.getElementById("now");
const panel = document.querySelector(".clock");
const REDRAW_MS = 5000;
let base;

/** The server's instant; from here on the office's clock runs as fast as ours. */
export function setClock(instant) {
  base = { instant, at: performance.now() };
  draw();
}

export function clockFor(chat) {
  for (const hand of panel.querySelectorAll("[data-days]")) {
    hand.onclick = () => move(() => post("api/clock/days", { chat, days: Number(hand.dataset.days) }));
  }
  panel.querySelector("[data-next]").onclick = () => move(() => post("api/clock/next", { chat }));
}

async function move(ask) {
  if (panel.getAttribute("aria-busy") === "true") return;
  panel.setAttribute("aria-busy", "true");
  try {
    const { moved } = await ask();
    if (!moved) toast("Từ giờ trở đi không còn lần nhắc nào cho vai này; đồng hồ giữ nguyên.");
  } catch (refusal) {
    toast(refusal.message);
  } finally {
    panel.setAttribute("aria-busy", "false");
  }
}

function draw() {
  if (!base) return;
  const now = new Date(base.instant.getTime() + performance.now() - base.at);
  shown.dateTime = now.toISOString();
  shown.textContent = `${dayOf(now)} ${timeOf(now)}`;
}

setInterval(draw, REDRAW_MS);
