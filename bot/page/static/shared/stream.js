// Follows one chat. Closed while the tab is hidden: a browser allows six open connections to one server, so a
// seventh tab would otherwise wait for ever.

export class Stream {
  /**
   * `addressOf(seen)` is that of the stream after an entry; `seen` is the last that is shown already. `on` has `entry(data)`, `clock(instant)`, `connected()`,
   * `interrupted()` and `refused()`.
   */
  constructor(addressOf, on, seen = 0) {
    this.addressOf = addressOf;
    this.on = on;
    this.seen = seen;
    this.followVisibility = () => (document.hidden ? this.#close() : this.#open());
    document.addEventListener("visibilitychange", this.followVisibility);
    this.#open();
  }

  end() {
    document.removeEventListener("visibilitychange", this.followVisibility);
    this.#close();
  }

  #open() {
    this.#close();
    const source = new EventSource(this.addressOf(this.seen));
    source.onopen = () => this.on.connected();
    source.onerror = () => (source.readyState === EventSource.CLOSED ? this.on.refused() : this.on.interrupted());
    source.addEventListener("clock", ({ data }) => this.on.clock(new Date(JSON.parse(data).now)));
    source.addEventListener("entry", ({ data, lastEventId }) => this.#entry(JSON.parse(data), Number(lastEventId)));
    source.addEventListener("over", () => this.end() ?? this.on.refused());
    this.source = source;
  }

  #entry(entry, number) {
    if (number <= this.seen) return;
    this.seen = number;
    this.on.entry(entry);
  }

  #close() {
    this.source?.close();
  }
}
