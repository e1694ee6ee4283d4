// One open chat: what is written and tapped is posted, what the stream brings is shown.

import { Composer } from "./composer.js";
import { element } from "./dom.js";
import { takeFiles } from "./files.js";
import { Log } from "./log.js";
import { Older } from "./older.js";
import { outgoingOf } from "./outgoing.js";
import { Persona } from "./persona.js";
import { Stream } from "./stream.js";
import { Taps } from "./taps.js";
import { toast } from "./toast.js";
import { Waiting } from "./waiting.js";

const AGAIN_MS = 2000;

/**
 * Opens the chat of `me` in place of the one that was open, which is to be closed before. What is written from now on
 * goes into this one, also while what it showed before is still on its way: `first`, if that was asked for already.
 *
 * `server` has `key` (what the browser knows the chat by), `say(body)`, `upload(file, fields)`, `messages({before})`,
 * `stream(seen)` and `file(key)` (addresses). `on` has `clock(instant)` and `turnedAway()`, which resolves to whether
 * the chat is over. Returns `{say, sendFile, close}`; a closed chat shows nothing any more, and what was sent in it arrives.
 */
export function openOffice(server, me, on, first = server.messages()) {
  const persona = new Persona(me);
  const waiting = new Waiting((waits) => persona.showWaiting(waits));
  const taps = new Taps((update, value, message) =>
    answered(waiting.on(server.say({ update, pressed: value, message }))),
  );
  const log = new Log(server.file, (...tapped) => taps.tap(...tapped));
  const outgoing = outgoingOf(server.key, toast);
  outgoing.showIn(log, server, waiting);
  const send = async (body, post) => {
    const refusal = await outgoing.send(body, post);
    if (refusal) toast(refusal.message);
    return !refusal;
  };
  const say = (text) => send(text, (to, update) => to.say({ update, text }));
  const following = {
    entry(entry) {
      log.show(entry);
      if (entry.update) outgoing.settle(entry.update);
    },
    clock: on.clock,
    connected: () => persona.showConnected(true),
    interrupted: () => persona.showConnected(false),
    turnedAway: on.turnedAway,
  };
  showWelcome(me.commands, say);
  const composer = new Composer(server.key, me.commands, say);
  const sendFile = (file, text) =>
    send([`📎 ${file.name}`, text].filter(Boolean).join("\n"), (to, update) =>
      to.upload(file, { update, name: file.name, text }),
    );
  takeFiles(composer, sendFile);
  let stream;
  let closed = false;
  const close = () => {
    closed = true;
    stream?.end();
    persona.leave();
    composer.close();
    log.leave();
  };
  load(server, waiting, following, first, () => closed).then((loaded) => {
    if (closed || !loaded) return;
    loaded.entries.forEach(following.entry);
    new Older(log, server.messages, toast).offer(loaded.older);
    log.showBusy(false);
    stream = new Stream(server.stream, following, loaded.last);
  });
  return { say, sendFile, close };
}

/** What the chat showed last, however long the network is away; null once it is closed or over. */
async function load(server, waiting, following, first, isClosed) {
  for (let asked = first; !isClosed(); asked = server.messages()) {
    try {
      return await waiting.on(asked);
    } catch (refusal) {
      following.interrupted();
      if (refusal.final && (await following.turnedAway())) return null;
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
  }
  return null;
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
