// What was sent and does not stand in the chat yet: shown at once, posted under one number however often it is tried.

import { element, newNumber } from "./dom.js";

const SENDING = "Đang gửi…";
const ARRIVED = "Đã nhận";
const FAILED = "Chưa gửi được";

// By chat: whoever changes roles and comes back finds what could not be sent.
const chats = new Map();

/** What is on its way in the chat `key`; `tell(words)` is called with the server's answer to each. */
export function outgoingOf(key, tell) {
  if (!chats.has(key)) chats.set(key, new Outgoing(tell));
  return chats.get(key);
}

class Outgoing {
  constructor(tell) {
    this.tell = tell;
    this.messages = new Map();
  }

  /** From now on shows the messages in `log`, and posts to `server` while `waiting`: of all, also of those sent before. */
  showIn(log, server, waiting) {
    Object.assign(this, { log, server, waiting });
    for (const message of this.messages.values()) {
      if (message.state === ARRIVED) this.messages.delete(message.update); // among those that the server shows
      else this.#draw(message);
    }
  }

  /** Sends `body` with `post(server, update)`. Resolves to a refusal if the server will never take it, and then shows nothing. */
  async send(body, post) {
    const update = newNumber();
    const message = { update, body, post, state: SENDING, busy: false };
    this.messages.set(update, message);
    this.#draw(message);
    this.log.toEnd();
    const refusal = await this.#post(message);
    if (refusal) this.settle(update);
    return refusal;
  }

  /** Makes room for the chat's own entry of a message; returns whether it was being shown as sent. */
  settle(update) {
    this.log.unsettle(update);
    return this.messages.delete(update);
  }

  // What was kept to be tried again stays, also where it is refused for good: the officer decides when it is dropped.
  async #again(message) {
    const refusal = await this.#post(message);
    if (!refusal) return;
    this.#mark(message, FAILED);
    this.tell(refusal.message);
  }

  /** Posts once; resolves to a refusal if the server will never take it. */
  async #post(message) {
    if (message.busy) return null;
    message.busy = true;
    this.#mark(message, SENDING);
    try {
      const { toast } = await this.waiting.on(message.post(this.server, message.update));
      this.#mark(message, ARRIVED);
      this.tell(toast);
    } catch (refusal) {
      if (refusal.final) return refusal;
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
    const made = bubble(message, () => this.#again(message), () => this.#drop(message));
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
