// What the page makes and asks of the browser.

/** An element with classes and text. Text from the server only ever goes through here, as text. */
export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Where there is a mouse there is a keyboard: a field may take the focus without a screen keyboard popping up. */
export function hasMouse() {
  return matchMedia("(pointer: fine)").matches;
}
