// Where one types: Enter sends, Shift+Enter breaks the line, "/" opens the commands of one's role.

import { element, hasMouse } from "./dom.js";
import { Listbox } from "./listbox.js";
import { fold } from "./text.js";

const field = document.getElementById("say");
const menu = document.getElementById("menu");
const form = document.getElementById("composer");
const box = new Listbox(field, menu, () => {}); // one for all chats: a tap on a command is meant for the open one
const drafts = new Map(); // by chat: kept while one is in another role

export class Composer {
  /** `say(text)` sends; it resolves to whether the text can arrive, and what never can is put back. */
  constructor(key, commands, say) {
    this.key = key;
    this.commands = commands;
    this.say = say;
    this.closed = false;
    box.choose = (option) => this.#send(option.dataset.name);
    form.onsubmit = (event) => {
      event.preventDefault();
      this.#send(field.value.trim());
      field.focus();
    };
    field.oninput = () => this.#typed();
    field.onkeydown = (event) => this.#key(event);
    field.onblur = () => this.#close();
    const toggle = document.getElementById("menu-toggle");
    toggle.onmousedown = (event) => event.preventDefault();
    toggle.onclick = () => this.#toggle();
    field.value = drafts.get(key) ?? "";
    if (hasMouse()) field.focus({ preventScroll: true });
    this.#typed();
  }

  /** Leaves the field to the next chat; what comes back of this one is kept for when one returns. */
  close() {
    this.closed = true;
  }

  #send(text) {
    if (text) this.sending(text, this.say);
  }

  /** Hands `text` to `say`; what never can arrive is put back. */
  async sending(text, say) {
    this.#fill("");
    if (!(await say(text)) && !drafts.get(this.key)) this.#fill(text);
  }

  #fill(text) {
    if (this.closed) return drafts.set(this.key, text);
    field.value = text;
    this.#typed();
  }

  #typed() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
    const typed = field.value;
    drafts.set(this.key, typed);
    if (/^\/\S*$/.test(typed)) this.#open(typed);
    else this.#close();
  }

  #open(typed) {
    const fitting = this.commands.filter(({ name }) => fold(name).startsWith(fold(typed)));
    menu.replaceChildren(...fitting.map(optionOf));
    menu.hidden = fitting.length === 0;
    box.activate(typed.length > 1 ? box.options[0] : null);
  }

  #close() {
    menu.hidden = true;
    box.activate(null);
  }

  #toggle() {
    field.focus();
    if (menu.hidden) this.#open("/");
    else this.#close();
  }

  // While a Vietnamese word is being composed, Enter and the arrows belong to the input method.
  #key(event) {
    if (event.isComposing) return;
    if (!menu.hidden && this.#menuKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
  }

  #menuKey(event) {
    if (event.key === "Escape") this.#close();
    else if (event.key === "Tab" && box.active) this.#fill(`${box.active.dataset.name} `);
    else return box.handleKey(event);
    event.preventDefault();
    return true;
  }
}

function optionOf({ name, text }, index) {
  const option = element("div", "command");
  option.id = `command-${index}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.name = name;
  option.append(element("b", "", name), element("span", "", text));
  return option;
}
