// Buttons under messages: a double tap asks once, and a tap that is tried again is the same tap.

import { newNumber } from "./dom.js";

export class Taps {
  /** `post(update, value, message)` posts a tap. */
  constructor(post) {
    this.post = post;
    this.busy = new Set();
    this.unanswered = new Map();
  }

  /**
   * Posts the tap, unless the message is being answered. The second tap of a double one (`count`, as the browser
   * counts) may fall on a button that came there with the answer, and is not meant for it.
   */
  async tap(button, value, message, count) {
    if (count > 1 || this.busy.has(message)) return;
    this.busy.add(message);
    // Not `disabled`: a disabled button would lose the keyboard's focus.
    button.setAttribute("aria-disabled", "true");
    try {
      await this.#post(value, message);
    } finally {
      this.busy.delete(message);
      button.removeAttribute("aria-disabled");
    }
  }

  // The answer may have been lost on its way: until one comes, the next tap on this button has the same number.
  async #post(value, message) {
    const key = JSON.stringify([message, value]);
    const update = this.unanswered.get(key) ?? newNumber();
    this.unanswered.set(key, update);
    const answered = await this.post(update, value, message);
    if (answered) this.unanswered.delete(key);
  }
}
