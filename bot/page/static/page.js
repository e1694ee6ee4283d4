// The page of one's own: whoever has a session is in the chat, whoever has none is shown the way in.

import { takeCode, waitAtTheDoor } from "./door.js";
import { forgetOffline, keepOffline } from "./offline.js";
import { offerNotices } from "./notices.js";
import { askMessages, askWhoseItIs, serverOf } from "./server.js";
import { openOffice } from "./shared/office.js";
import { toast } from "./shared/toast.js";
import { followViewport } from "./shared/viewport.js";

const OVER = "Lần vào trước đã hết hạn hoặc đã thoát. Mời anh/chị vào lại.";
const UNSIGNED = 401;
const office = document.getElementById("office");
const opening = document.getElementById("opening");
const openingWords = document.getElementById("opening-words");
const openAgain = document.getElementById("open-again");
const offline = document.getElementById("offline");
let wasIn = false;
let opened = null;

async function main(reason = "", code = takeCode()) {
  showOpening("Đang mở trang…");
  const first = askMessages();
  first.catch(() => {}); // told by whoever waits for it
  try {
    const me = await askWhoseItIs();
    opening.hidden = true;
    enter(me, first, code);
  } catch (refusal) {
    if (refusal.status !== UNSIGNED) return showOpening(refusal.message, () => main(reason, code));
    opening.hidden = true;
    await forgetOffline();
    await waitAtTheDoor(wasIn ? reason || OVER : reason, code);
    main("", "");
  }
}

function showOpening(words, again) {
  openingWords.textContent = words;
  openAgain.hidden = !again;
  openAgain.onclick = again ?? null;
  opening.hidden = false;
}

function enter(me, first, code = "") {
  wasIn = true;
  opened?.close();
  const server = serverOf(me);
  office.hidden = false; // before it is opened: only what is shown can take the focus
  const shown = openOffice(server, me, {
    clock: () => (offline.hidden = true),
    turnedAway: () => look(me, shown),
  }, first);
  opened = shown;
  offline.hidden = navigator.onLine;
  document.getElementById("leave").onclick = () => leave(server);
  offerNotices(me);
  if (code) shown.say(`/thamgia ${code}`);
}

async function leave(server) {
  const shown = opened;
  if (!shown) return;
  opened = null; // its stream may end before the answer is here, which is no news
  try {
    await server.leave();
  } catch (refusal) {
    if (refusal.status !== UNSIGNED) {
      opened = shown;
      return toast(refusal.message);
    }
  }
  shown.close();
  depart("Anh/chị đã thoát trang trên máy này.");
}

async function depart(reason = "") {
  opened?.close();
  opened = null;
  office.hidden = true;
  await forgetOffline();
  document.getElementById("log").replaceChildren();
  main(reason, "");
}

/**
 * Asks whose page it is once the stream of `me` in `shown` ended; resolves to whether `shown` is over: who left is shown
 * the door, and who has become another (a stranger whom their code let in) enters anew. A browser also gives a stream up
 * while the page is being reloaded, and without a network nobody knows.
 */
async function look(me, shown) {
  const now = await askWhoseItIs().catch((refusal) => (refusal.status === UNSIGNED ? null : me));
  if (opened !== shown) return true;
  if (JSON.stringify(now) === JSON.stringify(me)) return false;
  if (now) enter(now, askMessages());
  else depart();
  return true;
}

addEventListener("offline", () => (offline.hidden = false));
followViewport();
keepOffline();
main();
