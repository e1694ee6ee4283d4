// Choosing from a list with the focus in a text field: arrows move, Enter chooses, a click does both.

export class Listbox {
  /** `choose(option)` is called with the chosen element; options are the `[role=option]` in `list`. */
  constructor(input, list, choose) {
    this.input = input;
    this.list = list;
    this.choose = choose;
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]:not([hidden])")];
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]:not([hidden])");
  }

  activate(option) {
    for (const other of this.list.querySelectorAll("[aria-selected=true]")) other.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** Whether the key meant the list. The caller lets every other key through. */
  handleKey(event) {
    if (event.isComposing) return false;
    if (event.key === "ArrowDown") this.#step(1);
    else if (event.key === "ArrowUp") this.#step(-1);
    else if (event.key === "Enter" && this.active) this.choose(this.active);
    else return false;
    event.preventDefault();
    return true;
  }

  #step(by) {
    const { options } = this;
    const from = options.indexOf(this.active);
    const next = from < 0 ? (by > 0 ? 0 : options.length - 1) : (from + by + options.length) % options.length;
    this.activate(options[next]);
  }
}
