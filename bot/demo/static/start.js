// The start screen: which role, at which agency.

import { get, post } from "./shared/api.js";
import { element, hasMouse } from "./shared/dom.js";
import { Listbox } from "./shared/listbox.js";
import { seats } from "./seats.js";
import { fold } from "./shared/text.js";
import { toast } from "./shared/toast.js";

const screen = document.getElementById("start");
const search = document.getElementById("agency-search");
const list = document.getElementById("agencies");
const none = document.getElementById("no-agency");
const join = document.getElementById("join");
const code = document.getElementById("join-code");
const sitting = document.getElementById("sitting");

/** Shows the screen with `reason` (why one is here again), says so with `shown`, and resolves with the seat. */
export async function chooseSeat(reason, shown) {
  const { roles, kinds, agencies } = await get("api/people");
  shown();
  document.getElementById("start-reason").textContent = reason;
  screen.hidden = false;
  showRoles(roles);
  const options = showAgencies(kinds, agencies);
  const narrow = () => filter(options, box);
  const chosen = new Promise((seated) => {
    box.choose = (option) => sit(option, roles, seated);
    join.onsubmit = (event) => {
      event.preventDefault();
      enterWithCode(seated);
    };
    showSeats(seated);
  });
  search.value = "";
  search.oninput = narrow;
  screen.querySelector("#roles").onchange = narrow;
  narrow();
  if (hasMouse()) search.focus({ preventScroll: true });
  else document.getElementById("start-title").focus({ preventScroll: true });
  const seat = await chosen;
  screen.hidden = true;
  return seat;
}

const box = new Listbox(search, list, () => {});
search.addEventListener("keydown", (event) => box.handleKey(event));

function showRoles(roles) {
  const choices = Object.entries(roles).map(([key, title], index) => {
    const label = element("label", "role");
    const radio = element("input");
    Object.assign(radio, { type: "radio", name: "role", value: key, checked: index === 0 });
    label.append(radio, element("span", "", title));
    return label;
  });
  document.getElementById("roles").replaceChildren(...choices);
}

function showSeats(seated) {
  const taken = seats();
  document.getElementById("seats").hidden = taken.length === 0;
  document.getElementById("seat-list").replaceChildren(
    ...taken.map((seat) => {
      const button = element("button", "seat", `${seat.name} · ${seat.title}`);
      button.type = "button";
      button.onclick = () => seated(seat);
      return button;
    }),
  );
}

function showAgencies(kinds, agencies) {
  const groups = Object.entries(kinds).map(([kind, title]) => {
    const group = element("div", "agency-group");
    const heading = element("div", "kind", title);
    heading.id = `kind-${kind}`;
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", heading.id);
    group.append(heading, ...agencies.filter((agency) => agency.kind === kind).map(optionOf));
    return group;
  });
  list.replaceChildren(...groups);
  return [...list.querySelectorAll("[role=option]")];
}

function optionOf(agency) {
  const option = element("div", "agency");
  option.id = `agency-${agency.code}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.code = agency.code;
  option.dataset.roles = agency.roles.join(" ");
  option.dataset.words = fold([agency.name, agency.within, ...agency.aliases].join(" "));
  option.append(element("span", "", agency.name));
  if (agency.within) option.append(element("small", "", agency.within));
  return option;
}

function chosenRole() {
  return screen.querySelector("input[name=role]:checked").value;
}

function filter(options, listbox) {
  const words = fold(search.value).split(/\s+/);
  const role = chosenRole();
  for (const option of options) {
    const { roles, words: known } = option.dataset;
    option.hidden = !(roles.split(" ").includes(role) && words.every((word) => known.includes(word)));
  }
  for (const group of list.children) group.hidden = !group.querySelector("[role=option]:not([hidden])");
  none.hidden = listbox.options.length > 0;
  none.textContent = none.hidden ? "" : `Không có cơ quan nào khớp với “${search.value.trim()}”.`;
  list.scrollTop = 0;
  listbox.activate(search.value.trim() || listbox.options.length === 1 ? listbox.options[0] : null);
}

/** Takes the seat that an administrator's code opens. */
async function enterWithCode(seated) {
  await takeOnce("Đang vào bằng mã…", async () => {
    seated(await post("api/join", { code: code.value.trim() }));
    code.value = "";
  });
}

/** Takes the seat, or goes back to it; once, however often it is tapped. */
async function sit(option, roles, seated) {
  const [agency, role] = [option.dataset.code, chosenRole()];
  const taken = seats().find((seat) => seat.agency === agency && seat.role === role);
  if (taken) return seated(taken);
  await takeOnce(`Đang vào vai ở ${option.firstChild.textContent}…`, async () => {
    const { chat } = await post("api/sit", { agency, role });
    seated({ chat, agency, role, name: option.firstChild.textContent, title: roles[role] });
  });
}

/** Does what takes a seat, unless one is being taken, and says `words` meanwhile. */
async function takeOnce(words, take) {
  if (screen.getAttribute("aria-busy") === "true") return;
  screen.setAttribute("aria-busy", "true");
  sitting.textContent = words;
  try {
    await take();
  } catch (refusal) {
    toast(refusal.message);
  } finally {
    screen.setAttribute("aria-busy", "false");
    sitting.textContent = "";
  }
}
