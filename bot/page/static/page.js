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

async function main(reason = "", code = takeCode()) {
  showOpening("Đang mở trang…");
  try {
    const [me, first] = await Promise.all([askWhoseItIs(), askMessages()]);
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

function enter(me, first, code) {
  wasIn = true;
  const server = serverOf(me);
  office.hidden = false; // before it is opened: only what is shown can take the focus
  const { stream, say } = openOffice(server, me, {
    clock: () => (offline.hidden = true),
    refused: async () => (await isOver()) && depart(stream),
  }, first);
  offline.hidden = navigator.onLine;
  addEventListener("offline", () => (offline.hidden = false));
  document.getElementById("leave").onclick = () => leave(server, stream);
  offerNotices(me);
  if (code) say(`/thamgia ${code}`);
}

async function leave(server, stream) {
  try {
    await server.leave();
  } catch (refusal) {
    if (refusal.status !== UNSIGNED) return toast(refusal.message);
  }
  depart(stream, "Anh/chị đã thoát trang trên máy này.");
}

async function depart(stream, reason = "") {
  stream.end();
  office.hidden = true;
  await forgetOffline();
  document.getElementById("log").replaceChildren();
  main(reason, "");
}

// A browser also gives a stream up while the page is being reloaded; only the server knows that a session has ended.
async function isOver() {
  return askWhoseItIs().then(() => false, (refusal) => refusal.status === UNSIGNED);
}

followViewport();
keepOffline();
main();
