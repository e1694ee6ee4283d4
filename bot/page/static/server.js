// The requests of this page. What posts is known by the token that only this page can read.

import { get, post, postFile, postSurely } from "./shared/api.js";

/** The chat of `me` as `openOffice` needs it. */
export function serverOf(me) {
  const headers = { "x-nhacviec-post": me.post };
  return {
    key: [me.agency, me.role, me.name].join("\n"), // who comes next at this browser is not shown what was on its way
    say: (body) => postSurely("api/say", body, headers),
    upload: (file, fields) => postFile(`api/upload?${new URLSearchParams(fields)}`, file, headers),
    messages: askMessages,
    stream: (seen) => `api/stream?${new URLSearchParams({ after: seen, as: me.mark })}`,
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

/** Whom this browser may be switched to, if it is too old for the role that its chat speaks for by now. */
export function askWaysBack() {
  return get("api/offices");
}

export function goBack(officer, token) {
  return post("api/offices", { officer }, { "x-nhacviec-post": token });
}
