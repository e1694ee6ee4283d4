// The requests of this page. What posts is known by the token that only this page can read.

import { get, post, postFile, postSurely } from "./shared/api.js";

/** The chat of `me` as `openOffice` needs it. */
export function serverOf(me) {
  const headers = { "x-nhacviec-post": me.post };
  return {
    key: "",
    say: (body) => postSurely("api/say", body, headers),
    upload: (file, fields) => postFile(`api/upload?${new URLSearchParams(fields)}`, file, headers),
    messages: askMessages,
    stream: (seen) => `api/stream?${new URLSearchParams({ after: seen })}`,
    file: (key) => `api/files/${encodeURIComponent(key)}`,
    leave: () => post("api/leave", {}, headers),
  };
}

export function askWhoseItIs() {
  return get("api/me");
}

/** The last messages; with `{before}` (the id of one) those before it. */
export function askMessages(before) {
  return get(before ? `api/messages?${new URLSearchParams(before)}` : "api/messages");
}

export function joinWith(code) {
  return post("api/join", { code });
}
