// The requests of this page. What posts is known by the token that only this page can read.

import { get, post, postFile, postSurely } from "./shared/api.js";

/** The chat of `me` as `openOffice` needs it. */
export function serverOf(me) {
  const headers = { "x-nhacviec-post": me.post };
  return {
    key: "",
    say: (body) => postSurely("api/say", body, headers),
    upload: (file, fields) => postFile(`api/upload?${new URLSearchParams(fields)}`, file, headers),
    stream: (seen) => `api/stream?${new URLSearchParams({ after: seen })}`,
    file: (key) => `api/files/${encodeURIComponent(key)}`,
    leave: () => post("api/leave", {}, headers),
  };
}

export function askWhoseItIs() {
  return get("api/me");
}

export function askMessages() {
  return get("api/messages");
}

export function joinWith(code) {
  return post("api/join", { code });
}
