// The list of messages: in order, edited in place, always at the newest unless one is reading further up.

import { bubble } from "./bubbles.js";
import { element } from "./dom.js";
import { dayOf } from "./text.js";

const NEAR_END_PX = 48;

export class Log {
  constructor(chat, tap) {
    this.chat = chat;
    this.tap = tap;
    this.list = document.getElementById("log");
    this.unread = document.getElementById("unread");
    this.list.replaceChildren();
    this.lastDay = "";
    this.missed = 0;
    this.list.onscroll = () => this.#atEnd() && this.#seen();
    this.unread.onclick = () => this.toEnd();
    this.#seen();
  }

  show(entry) {
    const atEnd = this.#atEnd();
    const made = bubble(entry, this.chat, this.tap);
    const old = this.#find(entry.message);
    if (old) this.#replace(old, made);
    else this.#append(made, dayOf(new Date(entry.at)));
    if (atEnd || !(entry.pushed || old)) this.#reveal(made);
    else if (!old) this.#miss();
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.#seen();
  }

  // A message that is longer than the screen is read from its top.
  #reveal(made) {
    this.toEnd();
    const hidden = this.list.getBoundingClientRect().top - made.getBoundingClientRect().top;
    if (hidden > 0) this.list.scrollTop -= hidden;
  }

  #append(made, day) {
    if (day !== this.lastDay) this.list.append(element("p", "day", day));
    this.lastDay = day;
    this.list.append(made);
  }

  // Whoever works by keyboard stays at the message whose button they pressed.
  #replace(old, made) {
    const focused = old.contains(document.activeElement);
    old.replaceWith(made);
    if (focused) (made.querySelector("button") ?? made).focus({ preventScroll: true });
  }

  #find(id) {
    return this.list.querySelector(`[data-message="${CSS.escape(id)}"]`);
  }

  #atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END_PX;
  }

  #miss() {
    this.missed += 1;
    this.unread.textContent = `↓ ${this.missed} tin mới`;
    this.unread.hidden = false;
  }

  #seen() {
    this.missed = 0;
    this.unread.hidden = true;
  }
}
