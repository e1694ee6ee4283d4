// One short notice over everything, gone after a while.

const SHOWN_MS = 3500;
const place = document.getElementById("toast");
let timer;

export function toast(text) {
  if (!text) return;
  clearTimeout(timer);
  place.textContent = text;
  place.classList.add("shown");
  timer = setTimeout(() => place.classList.remove("shown"), SHOWN_MS);
}
