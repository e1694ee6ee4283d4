// Tells what the page waits for, once it takes longer than a moment.

const MOMENT_MS = 300;

export class Waiting {
  /** `show(waits)` is called with whether there is something that one waits for. */
  constructor(show) {
    this.show = show;
    this.count = 0;
  }

  /** Passes on what `asked` resolves to. */
  async on(asked) {
    this.count += 1;
    const timer = setTimeout(() => this.show(true), MOMENT_MS);
    try {
      return await asked;
    } finally {
      clearTimeout(timer);
      this.count -= 1;
      if (this.count === 0) this.show(false);
    }
  }
}
