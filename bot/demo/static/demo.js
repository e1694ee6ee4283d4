// The page: whoever has a seat is in its office, whoever has none chooses one. A tab shows one seat at a time.

import { clockFor, setClock } from "./clock.js";
import { currentChat, currentView, forgetSeats, keepView, leaveSeat, takeSeat } from "./seats.js";
import { get, postFile, postSurely } from "./shared/api.js";
import { openOffice } from "./shared/office.js";
import { followViewport } from "./shared/viewport.js";
import { chooseSeat } from "./start.js";

const GONE = "Lần chạy thử trước đã tắt, dữ liệu của lần đó không còn. Mời anh/chị chọn lại.";
const office = document.getElementById("office");
const opening = document.getElementById("opening");
const openingWords = document.getElementById("opening-words");
const openAgain = document.getElementById("open-again");
const views = document.getElementById("views");
const ZALO = "zalo";

async function main(reason = "") {
  showOpening("Đang mở bản chạy thử…");
  try {
    if (!currentChat()) takeSeat(await chooseSeat(reason, () => (opening.hidden = true)));
    const chat = currentChat();
    showOpening("Đang mở cuộc trò chuyện…");
    enter(chat, await get(`api/me?${new URLSearchParams({ chat })}`));
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
  clockFor(chat);
  office.hidden = false; // before it is opened: only what is shown can take the focus
  const role = `${me.role} · như trên Zalo`;
  const onZalo = { ...me, name: role, role, commands: [] };
  const show = (view) => (view === ZALO ? open(view, `zalo.${chat}`, onZalo) : open(view, chat, me));
  let stream = show(currentView());
  views.onchange = () => {
    stream.end();
    keepView(chosenView());
    stream = show(chosenView());
    views.querySelector(":checked").focus(); // whoever works by keyboard stays where they are
  };
  document.getElementById("leave").onclick = () => {
    stream.end();
    depart();
  };
}

/** Opens the officer's chat as it is seen in `view`; returns its stream. */
function open(view, chat, me) {
  office.dataset.view = view;
  views.querySelector(`[value=${view}]`).checked = true;
  const server = {
    key: chat,
    say: (body) => postSurely("api/say", { chat, ...body }),
    upload: (file, fields) => postFile(`api/upload?${new URLSearchParams({ chat, ...fields })}`, file),
    stream: (seen) => `api/stream?${new URLSearchParams({ chat, after: seen })}`,
    file: (key) => `api/files/${encodeURIComponent(key)}?${new URLSearchParams({ chat })}`,
  };
  const { stream } = openOffice(server, me, {
    clock: setClock,
    refused: async () => {
      if (!(await isGone(chat))) return;
      stream.end();
      depart(GONE);
    },
  });
  return stream;
}

// A browser also gives a stream up while the page is being reloaded; only the server knows that a chat has ended.
async function isGone(chat) {
  return get(`api/me?${new URLSearchParams({ chat })}`).then(() => false, (refusal) => refusal.status === 404);
}

function chosenView() {
  return views.querySelector(":checked").value;
}

followViewport();
main();
