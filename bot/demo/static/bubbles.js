// One entry of the chat as an element.

import { element } from "./dom.js";
import { sizeOf, timeOf } from "./text.js";

/** `tap(button, value, messageId, count)` is called for the count-th click of an inline button; `chat` goes into the address of a file. */
export function bubble(entry, chat, tap) {
  const message = element("article", `message ${entry.from}`);
  message.dataset.message = entry.message;
  message.tabIndex = -1;
  const words = element("div", "bubble");
  if (entry.heading) words.append(element("p", "heading", entry.heading));
  if (entry.body) words.append(element("p", "body", entry.body));
  for (const file of entry.files ?? []) words.append(link(file, chat));
  words.append(foot(entry));
  message.append(words);
  if (entry.buttons?.length) message.append(keyboard(entry, tap));
  return message;
}

function foot(entry) {
  const line = element("p", "foot");
  line.append(time(entry.at));
  if (entry.from === "officer") line.append(element("span", "state", " · Đã nhận"));
  return line;
}

function time(at) {
  const shown = element("time", "", timeOf(new Date(at)));
  shown.dateTime = at;
  return shown;
}

function link(file, chat) {
  const anchor = element("a", "file");
  anchor.href = `api/files/${encodeURIComponent(file.key)}?chat=${encodeURIComponent(chat)}`;
  anchor.download = file.name;
  anchor.append(element("span", "file-name", `📎 ${file.name}`), element("small", "", sizeOf(file.size)));
  return anchor;
}

function keyboard(entry, tap) {
  const rows = element("div", "keyboard");
  for (const row of entry.buttons) {
    const line = element("div", "row");
    for (const { text, value } of row) {
      const button = element("button", "", text);
      button.type = "button";
      button.addEventListener("click", (event) => tap(button, value, entry.message, event.detail));
      line.append(button);
    }
    rows.append(line);
  }
  return rows;
}
