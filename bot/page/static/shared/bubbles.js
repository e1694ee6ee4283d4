// One entry of the chat as an element.

import { element } from "./dom.js";
import { sizeOf, timeOf } from "./text.js";

const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/;

/** `tap(button, value, messageId, count)` is called for the count-th click of an inline button; `addressOf(key)` is that of a file. */
export function bubble(entry, addressOf, tap) {
  const message = element("article", `message ${entry.from}`);
  message.dataset.message = entry.message;
  message.tabIndex = -1;
  const words = element("div", "bubble");
  if (entry.heading) words.append(element("p", "heading", entry.heading));
  if (entry.body) words.append(body(entry.body));
  for (const file of entry.files ?? []) words.append(...attachment(file, addressOf(file.key)));
  words.append(foot(entry));
  message.append(words);
  if (entry.buttons?.length) message.append(keyboard(entry, tap));
  return message;
}

// Addresses open in a tab of their own; the rest stays text.
function body(text) {
  const made = element("p", "body");
  for (const [index, part] of text.split(ADDRESS).entries()) made.append(index % 2 ? address(part) : part);
  return made;
}

function address(shown) {
  const anchor = element("a", "address", shown);
  anchor.href = shown;
  anchor.target = "_blank";
  anchor.rel = "noopener";
  return anchor;
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

function attachment(file, address) {
  if (!file.picture) return [link(file, address)];
  const picture = element("img", "picture");
  picture.src = address;
  picture.alt = file.name;
  picture.loading = "lazy";
  return [picture, link(file, address)];
}

function link(file, address) {
  const anchor = element("a", "file");
  anchor.href = address;
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
