// What was sent and does not stand in the chat yet: shown at once, posted under one number however often it is tried.

import { element, newNumber } from "./dom.js";

const SENDING = "Đang gửi…";
const ARRIVED = "Đã nhận";
const FAILED = "Chưa gửi được";

// By chat: whoever changes roles and comes back finds what could not be sent.
const waiting = new Map();

export class Outgoing {
  /** `log` shows the messages, `answered(toast)` is called with the server's answer to each. */
  constructor(key, log, answered) {
    this.log = log;
    this.answered = answered;
    this.messages = waiting.get(key) ?? new Map();
    waiting.set(key, this.messages);
    for (const message of this.messages.values()) this.#draw(message);
  }

  /** Sends `body` with `post(update)`. Resolves to a refusal if the server will never take it, and then shows nothing. */
  send(body, post) {
    const update = newNumber();
    const message = { update, body, post, state: SENDING, busy: false };
    this.messages.set(update, message);
    this.#draw(message);
    this.log.toEnd();
    return this.#post(message);
  }

  /** Makes room for the chat's own entry of a message; returns whether it was being shown as sent. */
  settle(update) {
    this.log.unsettle(update);
    return this.messages.delete(update);
  }

  async #post(message) {
    if (message.busy) return null;
    message.busy = true;
    this.#mark(message, SENDING);
    try {
      const { toast } = await message.post(message.update);
      this.#mark(message, ARRIVED);
      this.answered(toast);
    } catch (refusal) {
      if (refusal.final) {
        this.settle(message.update);
        return refusal;
      }
      this.#mark(message, FAILED);
    } finally {
      message.busy = false;
    }
    return null;
  }

  #mark(message, state) {
    message.state = state;
    if (this.messages.has(message.update)) this.#draw(message);
  }

  #drop(message) {
    this.settle(message.update);
    document.getElementById("say").focus();
  }

  #draw(message) {
    const made = bubble(message, () => this.#post(message), () => this.#drop(message));
    this.log.showUnsettled(message.update, made);
  }
}

function bubble({ body, state }, again, drop) {
  const message = element("article", "message officer unsettled");
  message.tabIndex = -1;
  const words = element("div", "bubble");
  const shown = element("p", "state", state);
  words.append(element("p", "body", body), shown);
  message.append(words);
  if (state === FAILED) {
    shown.setAttribute("role", "alert");
    const row = element("div", "row");
    row.append(button("Thử lại", again), button("Bỏ tin này", drop));
    message.append(row);
  }
  return message;
}

function button(text, act) {
  const made = element("button", "", text);
  made.type = "button";
  made.onclick = act;
  return made;
}
