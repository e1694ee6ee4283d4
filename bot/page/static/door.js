// The way in: what to write to the bot, or an invitation code. A link of an invitation brings its code behind the "#",
// which no server and no robot is sent.

import { hasMouse } from "./shared/dom.js";
import { askWaysBack, goBack, joinWith } from "./server.js";

const door = document.getElementById("door");
const form = document.getElementById("join");
const field = document.getElementById("code");
const refusal = document.getElementById("join-refusal");
const back = document.getElementById("door-back");
const backRefusal = document.getElementById("back-refusal");
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
    offerWaysBack(isIn);
  });
}

/** Offers the roles in which this browser may still come in, where it is too old only for the one spoken for by now. */
async function offerWaysBack(isIn) {
  back.hidden = true;
  backRefusal.textContent = "";
  const { offices, post } = await askWaysBack().catch(() => ({ offices: [] }));
  if (!offices.length) return;
  const buttons = offices.map(({ officer, text }) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "primary", textContent: text });
    button.onclick = () => comeBack(button, () => goBack(officer, post), isIn);
    return button;
  });
  document.getElementById("back-offices").replaceChildren(...buttons);
  back.hidden = false;
}

async function comeBack(button, going, isIn) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    await going();
    door.hidden = true;
    isIn();
  } catch (refused) {
    backRefusal.textContent = refused.message;
  } finally {
    button.removeAttribute("aria-busy");
  }
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
