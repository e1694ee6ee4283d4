// Who one is here, and what the page waits for.

import { initialsOf } from "./text.js";

const place = document.getElementById("persona-place");

export class Persona {
  constructor(me) {
    this.role = me.name === me.role ? me.role : `${me.name} · ${me.role}`;
    this.waits = false;
    this.connected = true;
    this.left = false;
    document.title = `${me.agency} · ${me.role}`;
    document.getElementById("persona-name").textContent = me.agency;
    document.getElementById("persona-initials").textContent = initialsOf(me.agency);
    this.#draw();
  }

  /** Shows nothing any more: another is here. */
  leave() {
    this.left = true;
  }

  showWaiting(waits) {
    this.waits = waits;
    this.#draw();
  }

  showConnected(connected) {
    this.connected = connected;
    this.#draw();
  }

  #draw() {
    if (this.left) return;
    if (!this.connected) place.textContent = "Mất kết nối, đang nối lại…";
    else place.textContent = this.waits ? "Đang chờ trả lời…" : this.role;
  }
}
