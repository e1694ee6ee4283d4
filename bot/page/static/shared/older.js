// The messages before those that are shown: asked for by a button over the first.

import { element } from "./dom.js";

export class Older {
  /** `ask({before})` asks the server, `say(words)` tells what went wrong. */
  constructor(log, ask, say) {
    this.log = log;
    this.ask = ask;
    this.say = say;
    this.button = element("button", "older", "Xem tin cũ hơn");
    this.button.type = "button";
    this.button.onclick = () => this.#show();
  }

  /** Shows the button over the first message if there is anything `before` it. */
  offer(before) {
    const { list } = this.log;
    if (!before) this.button.remove();
    else if (list.firstChild !== this.button) list.prepend(this.button); // moved, it would lose the keyboard's focus
  }

  async #show() {
    if (this.button.getAttribute("aria-disabled") === "true") return;
    this.button.setAttribute("aria-disabled", "true");
    const first = this.log.list.querySelector("[data-message]");
    try {
      const { entries, older } = await this.ask({ before: this.log.oldest });
      this.log.showOlder(entries);
      this.offer(older);
      if (!older) first.focus({ preventScroll: true });
    } catch (refusal) {
      this.say(refusal.message);
    } finally {
      this.button.removeAttribute("aria-disabled");
    }
  }
}
