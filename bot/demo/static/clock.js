// The rehearsal clock: shows the office's time, folds away, and moves the time on.

import { post } from "./shared/api.js";
import { dayOf, timeOf } from "./shared/text.js";
import { toast } from "./shared/toast.js";

const panel = document.querySelector(".clock");
const toggle = document.getElementById("clock-toggle");
const hands = document.getElementById("clock-panel");
const shown = document.getElementById("now");
const weekday = document.getElementById("now-weekday");
const date = document.getElementById("now-date");
const waiting = document.getElementById("clock-waiting");
const REDRAW_MS = 5000;
const ROOM_FOR_HANDS_REM = 44;
const ROOM_WHILE_TYPING_REM = 30;
const KEY = "clock-open";
let base;

/** The server's instant; from here on the office's clock runs as fast as ours. */
export function setClock(instant) {
  base = { instant, at: performance.now() };
  draw();
}

export function clockFor(chat) {
  for (const hand of hands.querySelectorAll("[data-days]")) {
    hand.onclick = () => moveClock(() => post("api/clock/days", { chat, days: Number(hand.dataset.days) }));
  }
  hands.querySelector("[data-next]").onclick = () => moveClock(() => post("api/clock/next", { chat }));
  open(wanted());
}

// Until somebody chose, the hands are shown where there is room for them beside the chat.
function wanted() {
  const chosen = sessionStorage.getItem(KEY);
  if (chosen) return chosen === "true";
  return seenHeight() >= ROOM_FOR_HANDS_REM;
}

function seenHeight() {
  return document.body.clientHeight / parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function open(opened) {
  toggle.setAttribute("aria-expanded", String(opened));
  hands.hidden = !opened;
}

toggle.onclick = () => {
  open(hands.hidden);
  sessionStorage.setItem(KEY, String(!hands.hidden));
};

// Where a keyboard leaves little, the messages are what one writes about.
document.getElementById("say").addEventListener("focus", () => {
  if (seenHeight() < ROOM_WHILE_TYPING_REM) open(false);
});

/** Moves the clock by what `ask` asks of the server, once, and says that it moves; `stays` where it does not. */
export async function moveClock(ask, stays = "Từ giờ trở đi không còn lần nhắc nào cho vai này.") {
  if (panel.getAttribute("aria-busy") === "true") return;
  panel.setAttribute("aria-busy", "true");
  waiting.textContent = "Đang chuyển giờ và gửi các tin nhắc trên đường…";
  try {
    const { moved } = await ask();
    if (!moved) toast(stays);
  } catch (refusal) {
    toast(refusal.message);
  } finally {
    panel.setAttribute("aria-busy", "false");
    waiting.textContent = "";
  }
}

function draw() {
  if (!base) return;
  const now = new Date(base.instant.getTime() + performance.now() - base.at);
  const [name, day] = dayOf(now).split(", ");
  shown.dateTime = now.toISOString();
  weekday.textContent = `${name}, `;
  date.textContent = `${day} ${timeOf(now)}`;
}

setInterval(draw, REDRAW_MS);
