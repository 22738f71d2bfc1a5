/** How far a download is, told no more often than anybody can look. */

/** How far a download is. */
export interface Progress {
  /** Bytes that are here. */
  readonly received: number;
  /** Bytes in all, if anybody knows. */
  readonly total: number | undefined;
  /** How much of it that is, from 0 to 1, if anybody knows. */
  readonly fraction: number | undefined;
}

export type Listener = (progress: Progress) => unknown;

/** Milliseconds between two tellings. */
const EVERY = 100;

/** Decides what is worth telling. What it tells grows: what is fetched again is not told again. */
export class Meter {
  readonly #listener: Listener | undefined;
  readonly #now: () => number;
  #told = -1;
  #next = -Infinity;

  constructor(listener: Listener | undefined, now: () => number) {
    this.#listener = listener;
    this.#now = now;
  }

  /** Tell of bytes that have come, if it is time. */
  async tell(received: number, total: number | undefined): Promise<void> {
    if (received <= this.#told || this.#now() < this.#next) return;
    this.#next = this.#now() + EVERY;
    await this.#say(received, total);
  }

  /** Tell that all is there, unless that was told. */
  async last(received: number, total: number | undefined): Promise<void> {
    if (received !== this.#told) await this.#say(received, total);
  }

  async #say(received: number, total: number | undefined): Promise<void> {
    this.#told = received;
    const fraction = total === undefined ? undefined : received / Math.max(total, 1);
    await this.#listener?.({ received, total, fraction });
  }
}
