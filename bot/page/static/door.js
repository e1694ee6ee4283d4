// The way in: what to write to the bot, or an invitation code. A link of an invitation brings its code behind the "#",
// which no server and no robot is sent.

import { hasMouse } from "./shared/dom.js";
import { joinWith } from "./server.js";

const door = document.getElementById("door");
const form = document.getElementById("join");
const field = document.getElementById("code");
const refusal = document.getElementById("join-refusal");
const MARK = "#moi=";

/** The code that the address brought, and takes it out of the address: it is used once. */
export function takeCode() {
  if (!location.hash.startsWith(MARK)) return "";
  const code = decodeURIComponent(location.hash.slice(MARK.length));
  history.replaceState(null, "", location.pathname);
  return code;
}

/** Shows the way in with `reason` (why one is here again); resolves once one is in. */
export function waitAtTheDoor(reason, code) {
  document.title = "Nhắc việc";
  document.getElementById("door-reason").textContent = reason;
  refusal.textContent = "";
  field.value = code;
  door.hidden = false;
  if (code) form.querySelector("button").focus();
  else if (hasMouse()) field.focus({ preventScroll: true });
  else document.getElementById("door-title").focus({ preventScroll: true });
  return new Promise((isIn) => {
    form.onsubmit = (event) => {
      event.preventDefault();
      join(isIn);
    };
  });
}

async function join(isIn) {
  const button = form.querySelector("button");
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  refusal.textContent = "";
  try {
    await joinWith(field.value.trim());
    door.hidden = true;
    isIn();
  } catch (refused) {
    refusal.textContent = refused.message;
    if (refused.status === 409) location.reload();
  } finally {
    button.removeAttribute("aria-busy");
  }
}
