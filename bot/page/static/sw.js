// Keeps the page and the last answers for when there is no network. What is fresh always comes first.

const SHELL = "shell";
const ANSWERS = "answers";
const KEPT_ANSWERS = ["api/me", "api/messages"];
const FILES = [
  "./", "page.css", "page.js", "door.js", "server.js", "notices.js", "offline.js", "manifest.webmanifest", "icon-192.png",
  ...["api", "bubbles", "composer", "dom", "files", "listbox", "log", "office", "older", "outgoing", "persona", "stream", "taps",
    "text", "toast", "viewport", "waiting"].map((name) => `shared/${name}.js`),
  "shared/chat.css", "shared/icon.svg",
];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const path = request.url.slice(self.registration.scope.length).split(/[?#]/)[0];
  if (KEPT_ANSWERS.includes(path)) event.respondWith(answer(request));
  else if (path === "" || FILES.includes(path)) event.respondWith(file(request));
});

/** An answer of today, or the last one that may be kept. One that says that nobody is in takes the kept ones away. */
async function answer(request) {
  try {
    const fresh = await fetch(request);
    if (fresh.ok && fresh.headers.has("x-keep-offline")) (await caches.open(ANSWERS)).put(request, fresh.clone());
    else if (fresh.ok || fresh.status === 401) await caches.delete(ANSWERS);
    return fresh;
  } catch (lost) {
    const kept = await (await caches.open(ANSWERS)).match(request);
    if (kept) return kept;
    throw lost;
  }
}

async function file(request) {
  const cache = await caches.open(SHELL);
  try {
    const fresh = await fetch(request);
    if (fresh.ok && !fresh.redirected) cache.put(request, fresh.clone());
    return fresh;
  } catch (lost) {
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw lost;
  }
}

// A notice of a message. Who looks at the page sees the message itself.
self.addEventListener("push", (event) => event.waitUntil(tell(event.data?.json() ?? {})));

async function tell({ title = "Nhắc việc", body = "" }) {
  const pages = await self.clients.matchAll({ type: "window" });
  if (pages.some((page) => page.visibilityState === "visible")) return;
  await self.registration.showNotification(title, { body, icon: "icon-192.png", lang: "vi", tag: title });
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPage());
});

async function openPage() {
  const [page] = await self.clients.matchAll({ type: "window" });
  return page ? page.focus() : self.clients.openWindow("./");
}
