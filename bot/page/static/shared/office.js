// One open chat: what is written and tapped is posted, what the stream brings is shown.

import { Composer } from "./composer.js";
import { element } from "./dom.js";
import { takeFiles } from "./files.js";
import { Log } from "./log.js";
import { Older } from "./older.js";
import { Outgoing } from "./outgoing.js";
import { Persona } from "./persona.js";
import { Stream } from "./stream.js";
import { Taps } from "./taps.js";
import { toast } from "./toast.js";
import { Waiting } from "./waiting.js";

/**
 * Opens the chat of `me`. `server` has `key` (what the browser knows the chat by), `say(body)`, `upload(file, fields)`,
 * `messages({before})`, `stream(seen)` and `file(key)` (addresses). `on` has `clock(instant)`, `refused()` (the stream was turned away) and,
 * if it wants to, `entry(entry)`. `first` are the entries that are known already. Returns `{stream, say, log, persona}`.
 */
export function openOffice(server, me, on, first) {
  const persona = new Persona(me);
  const waiting = new Waiting((waits) => persona.showWaiting(waits));
  const taps = new Taps((update, value, message) =>
    answered(waiting.on(server.say({ update, pressed: value, message }))),
  );
  const log = new Log(server.file, (...tapped) => taps.tap(...tapped));
  const outgoing = new Outgoing(server.key, log, toast);
  const send = async (body, post) => {
    const refusal = await outgoing.send(body, (update) => waiting.on(post(update)));
    if (refusal) toast(refusal.message);
    return !refusal;
  };
  const say = (text) => send(text, (update) => server.say({ update, text }));
  const show = (entry) => {
    log.show(entry);
    if (entry.update) outgoing.settle(entry.update);
    on.entry?.(entry);
  };
  first.entries.forEach(show);
  new Older(log, server.messages, toast).offer(first.older);
  const following = {
    entry: show,
    clock: on.clock,
    connected: () => persona.showConnected(true),
    interrupted: () => persona.showConnected(false),
    refused: on.refused,
  };
  const stream = new Stream(server.stream, following, first.last);
  showWelcome(me.commands, say);
  takeFiles(new Composer(server.key, me.commands, say), (file, text) =>
    send([`📎 ${file.name}`, text].filter(Boolean).join("\n"), (update) =>
      server.upload(file, { update, name: file.name, text }),
    ),
  );
  return { stream, say, log, persona };
}

function showWelcome(commands, say) {
  const chips = commands.slice(0, 3).map(({ name }) => {
    const chip = element("button", "chip", name);
    chip.type = "button";
    chip.onclick = () => say(name);
    return chip;
  });
  document.getElementById("welcome-commands").replaceChildren(...chips);
}

/** Whether the server answered, be it with a refusal. */
async function answered(asked) {
  try {
    toast((await asked).toast);
    return true;
  } catch (refusal) {
    toast(refusal.message);
    return refusal.final;
  }
}
