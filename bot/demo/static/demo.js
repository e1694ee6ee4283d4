// The page: whoever has a seat is in its office, whoever has none chooses one. A tab shows one seat at a time.

import { clockFor, setClock } from "./clock.js";
import { currentChat, currentView, forgetSeats, keepView, leaveSeat, takeSeat } from "./seats.js";
import { get, postFile, postSurely } from "./shared/api.js";
import { openOffice } from "./shared/office.js";
import { followViewport } from "./shared/viewport.js";
import { offerSamples } from "./samples.js";
import { chooseSeat } from "./start.js";
import { followYear } from "./year.js";

const GONE = "Lần chạy thử trước đã tắt, dữ liệu của lần đó không còn. Mời anh/chị chọn lại.";
const office = document.getElementById("office");
const opening = document.getElementById("opening");
const openingWords = document.getElementById("opening-words");
const openAgain = document.getElementById("open-again");
const views = document.getElementById("views");
const invitation = document.querySelector("#welcome p");
const INVITED = invitation.textContent;
let opened = null;
/** Beside the page: how each is called, what the chat is known by, what stands where nothing is yet. */
const OTHERS = {
  zalo: { seen: "như trên Zalo", prefix: "zalo.", empty: INVITED },
  mail: {
    seen: "hộp thư",
    prefix: "mail.",
    empty: "Chưa có thư nào. Bản tin sáng, tổng hợp và thay đổi được gửi tới đây: hãy chuyển đồng hồ tới lần nhắc kế tiếp.",
  },
};

async function main(reason = "") {
  showOpening("Đang mở bản chạy thử…");
  try {
    if (!currentChat()) takeSeat(await chooseSeat(reason, () => (opening.hidden = true)));
    const chat = currentChat();
    showOpening("Đang mở cuộc trò chuyện…");
    const me = await get(`api/me?${new URLSearchParams({ chat })}`);
    opening.hidden = true;
    show(chat, me, currentView());
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
  closeOpened();
  if (reason) forgetSeats();
  else leaveSeat();
  office.hidden = true;
  document.title = "Nhắc việc · bản chạy thử";
  main(reason);
}

/** Opens the seat as it is seen in `view`, in place of what was open: at once, for what is written next is meant for it. */
function show(seat, me, view) {
  closeOpened();
  const other = OTHERS[view];
  const chat = `${other?.prefix ?? ""}${seat}`;
  const role = `${me.role} · ${other?.seen}`;
  clockFor(seat);
  office.dataset.view = view;
  invitation.textContent = other?.empty ?? INVITED;
  office.hidden = false; // before it is opened: only what is shown can take the focus
  const shown = openOffice(serverOf(chat), other ? { ...me, name: role, role, commands: [] } : me, {
    clock: setClock,
    turnedAway: async () => {
      const gone = await isGone(chat);
      if (gone && opened === shown) depart(GONE);
      return gone;
    },
  });
  opened = shown;
  offerSamples(view in OTHERS ? [] : me.samples, seat, shown.sendFile);
  views.querySelector(`[value=${view}]`).checked = true;
  views.onchange = () => change(seat, me);
}

function change(seat, me) {
  const { value } = views.querySelector(":checked");
  keepView(value);
  show(seat, me, value);
  views.querySelector(":checked").focus(); // whoever works by keyboard stays where they are
}

function closeOpened() {
  opened?.close();
  opened = null;
}

function serverOf(chat) {
  return {
    key: chat,
    say: (body) => postSurely("api/say", { chat, ...body }),
    upload: (file, fields) => postFile(`api/upload?${new URLSearchParams({ chat, ...fields })}`, file),
    messages: (before) => get(`api/messages?${new URLSearchParams({ chat, ...before })}`),
    stream: (seen) => `api/stream?${new URLSearchParams({ chat, after: seen })}`,
    file: (key) => `api/files/${encodeURIComponent(key)}?${new URLSearchParams({ chat })}`,
  };
}

// A browser also gives a stream up while the page is being reloaded; only the server knows that a chat has ended.
async function isGone(chat) {
  return get(`api/me?${new URLSearchParams({ chat })}`).then(() => false, (refusal) => refusal.status === 404);
}

document.getElementById("leave").onclick = () => depart();
followViewport();
followYear();
main();
