// The roles this tab has taken: each keeps its chat, and coming back finds it as it was left.

const KEY = "seats";

function read() {
  return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
}

/** The seats, the latest first: `{chat, agency, role, name, title}`. */
export function seats() {
  return read();
}

/** The chat one sits at, or null while choosing. */
export function currentChat() {
  return sessionStorage.getItem("chat");
}

export function takeSeat(seat) {
  const others = read().filter(({ chat }) => chat !== seat.chat);
  sessionStorage.setItem(KEY, JSON.stringify([seat, ...others]));
  sessionStorage.setItem("chat", seat.chat);
}

export function leaveSeat() {
  sessionStorage.removeItem("chat");
}

/** How this tab shows a chat: "page", "zalo" or "mail". */
export function currentView() {
  return sessionStorage.getItem("view") ?? "page";
}

export function keepView(view) {
  sessionStorage.setItem("view", view);
}

/** After the program was started anew no chat of before is left. */
export function forgetSeats() {
  sessionStorage.removeItem(KEY);
  leaveSeat();
}
