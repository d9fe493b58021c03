import { causeOf, type CitySet } from "../live/api";
import { Fleet } from "./frames";
import { readPlaces } from "./pastPlaces";

// Dragging the time bar passes many moments; only where it rests is asked for, ms.
const rest = 150;

/** Where the vehicles of one set were at a moment. Call `close` when it is asked for no longer. */
export class PastVehicles {
  /** How many of those whose place is known are driven so, by index into `modes`; null when it could not be read. */
  driven: readonly number[] | null = null;
  /** How many there are, also those whose place is not known; null when it could not be read. */
  of: number | null = null;
  /** Why it could not be read, empty where nobody answered; null when it was. */
  failure: string | null = null;
  fleet = new Fleet();
  #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout>;

  /** @param at Server's clock, ms. @param read Told once when it was read or could not be; `since` when the page began to take it. */
  constructor(set: CitySet, at: number, read: (since: number) => void) {
    this.#timer = setTimeout(() => void this.#read(set, at, read), rest);
  }

  async #read(set: CitySet, at: number, read: (since: number) => void): Promise<void> {
    let since = performance.now();
    try {
      const { of, fleet } = await readPlaces(set, at, this.#stop.signal);
      [since, this.of, this.fleet, this.driven] = [performance.now(), of, fleet, fleet.driven];
    } catch (failure) {
      this.failure = causeOf(failure);
    }
    if (!this.#stop.signal.aborted) read(since);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }
}
