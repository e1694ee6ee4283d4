// Follows one chat. Closed while the tab is hidden: a browser allows six open connections to one server, so a
// seventh tab would otherwise wait for ever.

const AGAIN_MS = 1000;
const AGAIN_AT_MOST_MS = 30_000;

export class Stream {
  /**
   * `addressOf(seen)` is that of the stream after an entry; `seen` is the last that is shown already. `on` has
   * `entry(data)`, `clock(instant)`, `connected()`, `interrupted()` and `turnedAway()`, which resolves to whether the
   * chat is over: one that is not is followed again after a while, for a browser gives up where a server refuses once.
   */
  constructor(addressOf, on, seen = 0) {
    this.addressOf = addressOf;
    this.on = on;
    this.seen = seen;
    this.pause = AGAIN_MS;
    this.ended = false;
    this.followVisibility = () => (document.hidden ? this.#close() : this.#open());
    document.addEventListener("visibilitychange", this.followVisibility);
    this.followVisibility();
  }

  end() {
    this.ended = true;
    document.removeEventListener("visibilitychange", this.followVisibility);
    this.#close();
  }

  #open() {
    this.#close();
    const source = new EventSource(this.addressOf(this.seen));
    source.onopen = () => {
      this.pause = AGAIN_MS;
      this.on.connected();
    };
    source.onerror = () => {
      this.on.interrupted();
      if (source.readyState === EventSource.CLOSED) this.#turnedAway();
    };
    source.addEventListener("clock", ({ data }) => this.on.clock(new Date(JSON.parse(data).now)));
    source.addEventListener("entry", ({ data, lastEventId }) => this.#entry(JSON.parse(data), Number(lastEventId)));
    source.addEventListener("over", () => this.#turnedAway());
    this.source = source;
  }

  #entry(entry, number) {
    if (number <= this.seen) return;
    this.seen = number;
    this.on.entry(entry);
  }

  async #turnedAway() {
    this.#close();
    if ((await this.on.turnedAway()) || this.ended || document.hidden) return;
    this.again = setTimeout(() => this.#open(), this.pause);
    this.pause = Math.min(2 * this.pause, AGAIN_AT_MOST_MS);
  }

  #close() {
    clearTimeout(this.again);
    this.source?.close();
  }
}
