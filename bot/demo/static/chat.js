// The page: whoever has a seat is in its office, whoever has none chooses one. A tab is a chat.

import { get, postFile, postSurely } from "./api.js";
import { clockFor, setClock } from "./clock.js";
import { Composer } from "./composer.js";
import { element } from "./dom.js";
import { takeFiles } from "./files.js";
import { Log } from "./log.js";
import { chooseSeat } from "./start.js";
import { Stream } from "./stream.js";
import { initialsOf } from "./text.js";
import { toast } from "./toast.js";

const GONE = "Lần chạy thử trước đã tắt, dữ liệu của lần đó không còn. Mời anh/chị chọn lại.";
const office = document.getElementById("office");
const place = document.getElementById("persona-place");

async function main(reason = "") {
  try {
    const chat = sessionStorage.getItem("chat") ?? (await chooseSeat(reason));
    sessionStorage.setItem("chat", chat);
    enter(chat, await get(`api/me?chat=${encodeURIComponent(chat)}`));
  } catch (refusal) {
    if (refusal.status === 404) leave(GONE);
    else toast(refusal.message);
  }
}

function leave(reason = "") {
  sessionStorage.removeItem("chat");
  office.hidden = true;
  document.title = "Nhắc việc · bản chạy thử";
  main(reason);
}

function enter(chat, me) {
  const turn = (what) => sent(() => postSurely("api/say", { chat, update: crypto.randomUUID(), ...what }));
  const say = (text) => turn({ text });
  const log = new Log(chat, (button, value, message) => press(button, () => turn({ pressed: value, message })));
  const depart = (reason) => {
    stream.end();
    leave(reason);
  };
  const stream = new Stream(chat, {
    entry: (entry) => log.show(entry),
    clock: setClock,
    connected: () => showPlace(me),
    interrupted: () => (place.textContent = "Mất kết nối, đang nối lại…"),
    refused: async () => (await isGone(chat)) && depart(GONE),
  });
  introduce(me);
  showWelcome(me.commands, say);
  clockFor(chat);
  office.hidden = false;
  const composer = new Composer(me.commands, say);
  takeFiles(composer, (file, text) => {
    const beside = new URLSearchParams({ chat, update: crypto.randomUUID(), name: file.name, text });
    return sent(() => postFile(`api/upload?${beside}`, file));
  });
  document.getElementById("leave").onclick = () => depart();
}

// A browser also gives a stream up while the page is being reloaded; only the server knows that a chat has ended.
async function isGone(chat) {
  return get(`api/me?chat=${encodeURIComponent(chat)}`).then(() => false, (refusal) => refusal.status === 404);
}

function introduce(me) {
  document.title = `${me.agency} · ${me.role}`;
  document.getElementById("persona-name").textContent = me.agency;
  document.getElementById("persona-initials").textContent = initialsOf(me.agency);
  showPlace(me);
}

function showPlace(me) {
  place.textContent = me.name === me.role ? me.role : `${me.name} · ${me.role}`;
}

function showWelcome(commands, say) {
  const chips = commands.slice(0, 3).map(({ name }) => {
    const chip = element("button", "chip", name);
    chip.type = "button";
    chip.onclick = () => say(name);
    return chip;
  });
  document.getElementById("welcome-commands").replaceChildren(...chips);
}

/** Whether the turn that `post` posts arrived. */
async function sent(post) {
  try {
    toast((await post()).toast);
    return true;
  } catch (refusal) {
    toast(refusal.message);
    return false;
  }
}

// Not `disabled`: a disabled button would lose the keyboard's focus.
async function press(button, act) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  await act();
  button.removeAttribute("aria-disabled");
}

main();
