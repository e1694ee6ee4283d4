// The page: whoever has a seat is in its office, whoever has none chooses one. A tab shows one seat at a time.

import { get, postFile, postSurely } from "./api.js";
import { clockFor, setClock } from "./clock.js";
import { Composer } from "./composer.js";
import { element } from "./dom.js";
import { takeFiles } from "./files.js";
import { Log } from "./log.js";
import { Outgoing } from "./outgoing.js";
import { Persona } from "./persona.js";
import { currentChat, forgetSeats, leaveSeat, takeSeat } from "./seats.js";
import { chooseSeat } from "./start.js";
import { Stream } from "./stream.js";
import { Taps } from "./taps.js";
import { toast } from "./toast.js";
import { followViewport } from "./viewport.js";
import { Waiting } from "./waiting.js";

const GONE = "Lần chạy thử trước đã tắt, dữ liệu của lần đó không còn. Mời anh/chị chọn lại.";
const office = document.getElementById("office");
const opening = document.getElementById("opening");
const openingWords = document.getElementById("opening-words");
const openAgain = document.getElementById("open-again");

async function main(reason = "") {
  showOpening("Đang mở bản chạy thử…");
  try {
    if (!currentChat()) takeSeat(await chooseSeat(reason, () => (opening.hidden = true)));
    const chat = currentChat();
    showOpening("Đang mở cuộc trò chuyện…");
    enter(chat, await get(`api/me?chat=${encodeURIComponent(chat)}`));
    opening.hidden = true;
  } catch (refusal) {
    if (refusal.status === 404) depart(GONE);
    else showOpening(refusal.message, () => main(reason));
  }
}

function showOpening(words, again) {
  openingWords.textContent = words;
  openAgain.hidden = !again;
  openAgain.onclick = again ?? null;
  opening.hidden = false;
}

/** Back to the start screen; with a `reason`, the program was started anew and no seat is left. */
function depart(reason = "") {
  if (reason) forgetSeats();
  else leaveSeat();
  office.hidden = true;
  document.title = "Nhắc việc · bản chạy thử";
  main(reason);
}

function enter(chat, me) {
  const persona = new Persona(me);
  const waiting = new Waiting((waits) => persona.showWaiting(waits));
  const taps = new Taps((update, value, message) =>
    answered(waiting.on(postSurely("api/say", { chat, update, pressed: value, message }))),
  );
  const log = new Log(chat, (...tapped) => taps.tap(...tapped));
  const outgoing = new Outgoing(chat, log, toast);
  const send = async (body, post) => {
    const refusal = await outgoing.send(body, (update) => waiting.on(post(update)));
    if (refusal) toast(refusal.message);
    return !refusal;
  };
  const say = (text) => send(text, (update) => postSurely("api/say", { chat, update, text }));
  const leave = (reason) => {
    stream.end();
    depart(reason);
  };
  const stream = new Stream(chat, {
    entry: (entry) => {
      log.show(entry);
      if (entry.update) outgoing.settle(entry.update);
    },
    clock: setClock,
    connected: () => persona.showConnected(true),
    interrupted: () => persona.showConnected(false),
    refused: async () => (await isGone(chat)) && leave(GONE),
  });
  showWelcome(me.commands, say);
  clockFor(chat);
  office.hidden = false;
  takeFiles(new Composer(chat, me.commands, say), (file, text) =>
    send([`📎 ${file.name}`, text].filter(Boolean).join("\n"), (update) =>
      postFile(`api/upload?${new URLSearchParams({ chat, update, name: file.name, text })}`, file),
    ),
  );
  document.getElementById("leave").onclick = () => leave();
}

// A browser also gives a stream up while the page is being reloaded; only the server knows that a chat has ended.
async function isGone(chat) {
  return get(`api/me?chat=${encodeURIComponent(chat)}`).then(() => false, (refusal) => refusal.status === 404);
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

/** Whether the server answered, be it with a refusal. */
async function answered(asked) {
  try {
    toast((await asked).toast);
    return true;
  } catch (refusal) {
    toast(refusal.message);
    return refusal.final;
  }
}

followViewport();
main();
