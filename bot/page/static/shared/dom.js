// What the page makes and asks of the browser.

/** An element with classes and text. Text from the server only ever goes through here, as text. */
export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A number that nobody else has. `crypto.randomUUID` is missing where a page comes without HTTPS. */
export function newNumber() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Where there is a mouse there is a keyboard: a field may take the focus without a screen keyboard popping up. */
export function hasMouse() {
  return matchMedia("(pointer: fine)").matches;
}
