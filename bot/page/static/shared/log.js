// The list of messages: in order, edited in place, always at the newest unless one is reading further up.

import { bubble } from "./bubbles.js";
import { element } from "./dom.js";
import { dayOf } from "./text.js";

const NEAR_END_PX = 48;

export class Log {
  /** `addressOf(key)` is the address of a file, `tap` as in `bubble`. */
  constructor(addressOf, tap) {
    this.addressOf = addressOf;
    this.tap = tap;
    // A list of its own: whatever still comes for a chat that was left is not shown in the one that is open now.
    this.list = document.getElementById("log").cloneNode(false);
    document.getElementById("log").replaceWith(this.list);
    this.unread = document.getElementById("unread");
    this.left = false;
    this.missed = 0;
    this.showBusy(true);
    this.following = true;
    this.list.onscroll = () => {
      this.following = this.#atEnd();
      if (this.following) this.#seen();
    };
    this.unread.onclick = () => this.toEnd();
    this.#followResizing();
    this.#seen();
  }

  /** Whether what the chat showed before is still on its way: until then nothing is read out, and nobody invited. */
  showBusy(busy) {
    this.list.setAttribute("aria-busy", String(busy));
  }

  /** Another chat is shown from now on, with what is unread there. */
  leave() {
    this.left = true;
    this.resizing.disconnect();
  }

  show(entry) {
    const atEnd = this.following;
    const made = bubble(entry, this.addressOf, this.tap);
    const sent = entry.update ? this.#findUnsettled(entry.update) : null;
    const focused = sent?.contains(document.activeElement);
    sent?.remove();
    const old = this.#find(entry.message);
    if (old) this.#replace(old, made, old.dataset.day);
    else this.#append(made, dayOf(new Date(entry.at)));
    if (atEnd || !(entry.pushed || old)) this.#reveal(made);
    else if (!old) this.#miss();
    if (focused) made.focus({ preventScroll: true });
  }

  /** Shows entries that stand before all others; what one was reading stays in its place. */
  showOlder(entries) {
    const fromEnd = this.list.scrollHeight - this.list.scrollTop;
    this.list.setAttribute("aria-live", "off");
    for (const entry of entries) {
      if (!this.#find(entry.message)) this.#append(bubble(entry, this.addressOf, this.tap), dayOf(new Date(entry.at)));
    }
    this.list.scrollTop = this.list.scrollHeight - fromEnd;
    requestAnimationFrame(() => this.list.setAttribute("aria-live", "polite"));
  }

  /** The id of the first message; null while there is none. */
  get oldest() {
    return this.list.querySelector("[data-message]")?.dataset.message ?? null;
  }

  /** Shows a message that is on its way, under everything that has its place in the chat. */
  showUnsettled(update, made) {
    made.dataset.update = update;
    const old = this.#findUnsettled(update);
    if (old) this.#replace(old, made);
    else this.list.append(made);
    if (this.following) this.toEnd();
  }

  unsettle(update) {
    this.#findUnsettled(update)?.remove();
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.following = true;
    this.#seen();
  }

  // A keyboard, the clock or a line of what is waited for takes room: the newest message stays in sight.
  #followResizing() {
    this.resizing = new ResizeObserver(() => this.following && this.toEnd());
    this.resizing.observe(this.list);
  }

  // A message that is longer than the screen is read from its top.
  #reveal(made) {
    this.toEnd();
    const hidden = this.list.getBoundingClientRect().top - made.getBoundingClientRect().top;
    if (hidden <= 0) return;
    this.list.scrollTop -= hidden;
    this.following = this.#atEnd();
  }

  // A message stands where its first version stood, which its id tells: what was edited may come after what is newer.
  #append(made, day) {
    const next = [...this.list.querySelectorAll("[data-message]")].find((other) => placeOf(other) > placeOf(made));
    const before = next ?? this.list.querySelector(".unsettled");
    made.dataset.day = day;
    this.list.insertBefore(made, before);
    this.#headDays();
  }

  // Over the first message of each day stands its date.
  #headDays() {
    let day = "";
    for (const message of this.list.querySelectorAll("[data-message]")) {
      const head = message.previousElementSibling;
      const isHeaded = head?.classList.contains("day");
      if (message.dataset.day !== day && !isHeaded) {
        this.list.insertBefore(element("p", "day", message.dataset.day), message);
      } else if (message.dataset.day === day && isHeaded) head.remove();
      else if (isHeaded) head.textContent = message.dataset.day;
      day = message.dataset.day;
    }
  }

  // Whoever works by keyboard stays at the message whose button they pressed.
  #replace(old, made, day) {
    if (day) made.dataset.day = day;
    const focused = old.contains(document.activeElement);
    old.replaceWith(made);
    if (focused) (made.querySelector("button") ?? made).focus({ preventScroll: true });
  }

  #find(id) {
    return this.list.querySelector(`[data-message="${CSS.escape(id)}"]`);
  }

  #findUnsettled(update) {
    return this.list.querySelector(`.unsettled[data-update="${CSS.escape(update)}"]`);
  }

  #atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END_PX;
  }

  #miss() {
    if (this.left) return;
    this.missed += 1;
    this.unread.textContent = `↓ ${this.missed} tin mới`;
    this.unread.hidden = false;
  }

  #seen() {
    if (this.left) return;
    this.missed = 0;
    this.unread.hidden = true;
  }
}

/** The place of a message: "m12" is the twelfth. */
function placeOf(message) {
  return Number(message.dataset.message.slice(1));
}
