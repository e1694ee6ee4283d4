// Reading without a network: a worker keeps the page and the last answers, as far as the server allows.

const ANSWERS = "answers";

/** Lets the worker begin, where the browser has one: on HTTPS, and on this very machine. */
export function keepOffline() {
  navigator.serviceWorker?.register("sw.js").catch(() => {});
}

/** Deletes the answers that this browser keeps: somebody left, or is not let in any more. */
export async function forgetOffline() {
  if ("caches" in globalThis) await caches.delete(ANSWERS);
}
