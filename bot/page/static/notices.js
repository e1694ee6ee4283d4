// Notices of messages while the page is closed, where the browser knows how to show them and the officer wants them.

import { post } from "./shared/api.js";
import { element } from "./shared/dom.js";
import { toast } from "./shared/toast.js";

const leave = document.getElementById("leave");
let button;

/** Offers the switch to whoever may have one: `me.notices` is the server's key, "" where it sends none. */
export async function offerNotices(me) {
  button?.remove();
  if (!me.notices || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const headers = { "x-nhacviec-post": me.post };
  const browser = (await navigator.serviceWorker.ready).pushManager;
  button = element("button", "quiet");
  button.type = "button";
  leave.before(button);
  let there = await goOn(await browser.getSubscription(), headers);
  show(there);
  button.onclick = async () => {
    button.disabled = true;
    try {
      there = await (there ? switchOff(there, headers) : switchOn(browser, me.notices, headers));
    } catch (refusal) {
      toast(refusal.name === "NotAllowedError"
        ? "Trình duyệt đang chặn thông báo của trang này. Anh/chị cho phép trong cài đặt của trình duyệt."
        : refusal.message);
    }
    button.disabled = false;
    show(there);
  };
}

/** Lets a switch go on in this session, if it is of the same officer; another's is turned off. */
async function goOn(made, headers) {
  if (!made) return null;
  try {
    const { on } = await post("api/notices/again", { endpoint: made.endpoint }, headers);
    if (on) return made;
    await made.unsubscribe();
    return null;
  } catch {
    return made; // no network: nothing is known of it
  }
}

async function switchOn(browser, applicationServerKey, headers) {
  const made = await browser.subscribe({ userVisibleOnly: true, applicationServerKey });
  const { endpoint, keys } = made.toJSON();
  try {
    await post("api/notices/on", { endpoint, key: keys.p256dh, secret: keys.auth }, headers);
  } catch (refusal) {
    await made.unsubscribe();
    throw refusal;
  }
  toast("Đã bật thông báo trên máy này.");
  return made;
}

async function switchOff(made, headers) {
  await post("api/notices/off", { endpoint: made.endpoint }, headers);
  await made.unsubscribe();
  toast("Đã tắt thông báo trên máy này.");
  return null;
}

function show(there) {
  button.textContent = there ? "🔔" : "🔕";
  button.title = there ? "Tắt thông báo trên máy này" : "Bật thông báo trên máy này";
  button.setAttribute("aria-label", button.title);
  button.setAttribute("aria-pressed", String(Boolean(there)));
}
