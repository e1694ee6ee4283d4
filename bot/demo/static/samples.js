// What an administrator of the demo tries the work with: a plan to send in, and the day on which there is such a plan.

import { moveClock } from "./clock.js";
import { post } from "./shared/api.js";
import { element } from "./shared/dom.js";
import { toast } from "./shared/toast.js";

const section = document.getElementById("samples");
const files = document.getElementById("sample-files");
const leap = document.getElementById("leap");

/** Offers files of these `names` in the chat of a seat, to be sent with `sendFile(file, text)`; none hide it all. */
export function offerSamples(names, seat, sendFile) {
  section.hidden = names.length === 0;
  leap.onclick = () => moveClock(() => post("api/clock/leap", { chat: seat }), "Đồng hồ đã ở sau ngày ấy.");
  files.replaceChildren(...names.flatMap((name) => [sender(name, sendFile), keeper(name)]));
}

function sender(name, sendFile) {
  const button = element("button", "", `Gửi ${name}`);
  button.type = "button";
  button.onclick = async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      const made = await fetch(addressOf(name));
      await sendFile(new File([await made.blob()], name), "");
    } catch {
      toast("Mất kết nối với chương trình. Anh/chị thử lại sau ít giây.");
    } finally {
      button.removeAttribute("aria-disabled");
    }
  };
  return button;
}

function keeper(name) {
  const link = element("a", "quiet", "Tải về");
  link.href = addressOf(name);
  link.download = name;
  link.setAttribute("aria-label", `Tải ${name} về máy`);
  return link;
}

function addressOf(name) {
  return `api/samples/${name}`;
}
