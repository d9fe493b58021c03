import { clock } from "../shared/clock.svelte";
import type { CitySet, Figure } from "./api";
import { type FeedEvent, nothing, reduce, silenceAllowed } from "./feed";

const leastWait = 500;
const mostWait = 4000;
const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** The one connection to the city. EventSource resumes by itself; what it gives up on is opened anew here. */
class Live {
  feed = $state.raw(nothing("real"));
  paused = $derived(this.feed.link === "paused");
  /** The server said something, or cannot be reached: what stands under the figures need not wait for them any longer. */
  answered = $state(false);
  #source: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #wait = leastWait;
  #later: FeedEvent[] = [];

  constructor() {
    setInterval(() => this.#watch(), 1000);
  }

  figure(id: string): Figure | undefined {
    return this.feed.figures.get(id);
  }

  ask(set: CitySet): void {
    clock.running = true;
    this.#apply({ kind: "ask", set, now: Date.now() });
    this.#wait = leastWait;
    this.#open();
  }

  pause(): void {
    this.#close();
    clock.running = false;
    this.#apply({ kind: "pause", now: Date.now() });
  }

  #open(): void {
    this.#close();
    const source = new EventSource(`/v1/live?set=${this.feed.set}`);
    this.#source = source;
    for (const kind of ["snapshot", "change", "heartbeat"] as const)
      source.addEventListener(kind, (message: MessageEvent<string>) => this.#hear({ kind, frame: JSON.parse(message.data), now: Date.now() }));
    source.addEventListener("open", () => (this.#wait = leastWait));
    source.addEventListener("error", () => {
      this.answered = true;
      this.#apply({ kind: "lost", now: Date.now() });
      // A refusal (503 while the city starts) ends an EventSource for good.
      if (source.readyState === EventSource.CLOSED) this.#reopenLater();
    });
  }

  #reopenLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), this.#wait);
    this.#wait = Math.min(mostWait, this.#wait * 2);
  }

  #close(): void {
    clearTimeout(this.#retry);
    this.#later = [];
    this.#source?.close();
    this.#source = null;
  }

  /** Who asked for less motion sees steps of one second. */
  #hear(event: FeedEvent): void {
    this.answered = true;
    if (this.feed.link === "live" && lessMotion.matches) this.#later.push(event);
    else this.#apply(event);
  }

  #watch(): void {
    for (const event of this.#later.splice(0)) this.#apply(event);
    // A connection can die without a word: a laptop that slept, a cable pulled.
    if (this.#source?.readyState === EventSource.OPEN && Date.now() - this.feed.heardAt > silenceAllowed) this.ask(this.feed.set);
  }

  #apply(event: FeedEvent): void {
    const before = this.feed;
    this.feed = reduce(before, event);
    clock.ahead = this.feed.ahead;
    if (before.updatedAt === null && this.feed.updatedAt !== null) performance.mark("first-live");
  }
}

export const live = new Live();
