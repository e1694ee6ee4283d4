// The roles this tab has taken: each keeps its chat, and coming back finds it as it was left.

// Two offices of one program share the tab's memory: each has its own part of it.
const PLACE = location.pathname === "/" ? "" : location.pathname;
const [SEATS, CHAT, VIEW] = ["seats", "chat", "view"].map((name) => `${name}${PLACE}`);

function read() {
  return JSON.parse(sessionStorage.getItem(SEATS) ?? "[]");
}

/** The seats, the latest first: `{chat, agency, role, name, title}`. */
export function seats() {
  return read();
}

/** The chat one sits at, or null while choosing. */
export function currentChat() {
  return sessionStorage.getItem(CHAT);
}

export function takeSeat(seat) {
  const others = read().filter(({ chat }) => chat !== seat.chat);
  sessionStorage.setItem(SEATS, JSON.stringify([seat, ...others]));
  sessionStorage.setItem(CHAT, seat.chat);
}

export function leaveSeat() {
  sessionStorage.removeItem(CHAT);
}

/** How this tab shows a chat: "page", "zalo" or "mail". */
export function currentView() {
  return sessionStorage.getItem(VIEW) ?? "page";
}

export function keepView(view) {
  sessionStorage.setItem(VIEW, view);
}

/** After the program was started anew no chat of before is left. */
export function forgetSeats() {
  sessionStorage.removeItem(SEATS);
  leaveSeat();
}
