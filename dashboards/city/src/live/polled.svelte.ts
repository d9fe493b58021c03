import { ask, Refused } from "./api";
import { live } from "./live.svelte";

const mostWait = 30_000;

export interface Failure {
  /** The HTTP status; null when nobody answered. */
  status: number | null;
  detail: string;
}

/**
 * An address asked again and again, by default every two seconds, while the page is seen and not paused; slower while it fails.
 * What was known stays; the failure is told beside it. Call while a component is made.
 */
export class Polled<T> {
  data = $state.raw<T | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** When the data came, by our clock. */
  knownAt = $state<number | null>(null);
  #fetch: (stop: AbortSignal) => Promise<T>;
  #interval: number;
  #wait: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop = new AbortController();
  #path: string | null = null;

  /**
   * @param path What to ask; null asks nothing. Another path forgets the data.
   * @param keeps Whether what was known stays until the next path is answered, because it asks more of the same.
   */
  constructor(
    path: () => string | null,
    read: (path: string, stop: AbortSignal) => Promise<T> = ask,
    interval = 2000,
    keeps: (before: string, next: string) => boolean = () => false,
  ) {
    this.#interval = this.#wait = interval;
    this.#fetch = (stop) => read(this.#path!, stop);
    const next = $derived(path());
    $effect(() => {
      const paused = live.paused;
      if (next !== this.#path) {
        const kept = next !== null && this.#path !== null && keeps(this.#path, next);
        this.#path = next;
        if (!kept) {
          this.data = null;
          this.failure = null;
        }
        this.knownAt = null;
      }
      if (next === null || (paused && this.knownAt !== null)) return;
      void this.#turn();
      document.addEventListener("visibilitychange", this.retry);
      return () => {
        document.removeEventListener("visibilitychange", this.retry);
        clearTimeout(this.#timer);
        this.#stop.abort();
      };
    });
  }

  retry = (): void => {
    this.#wait = this.#interval;
    void this.#turn();
  };

  async #turn(): Promise<void> {
    clearTimeout(this.#timer);
    this.#stop.abort();
    if (document.hidden) return;
    const stop = (this.#stop = new AbortController());
    try {
      const data = await this.#fetch(stop.signal);
      if (stop.signal.aborted) return;
      this.data = data;
      this.knownAt = Date.now();
      this.failure = null;
      this.#wait = this.#interval;
    } catch (failure) {
      if (stop.signal.aborted) return;
      this.failure = failure instanceof Refused ? { status: failure.status, detail: failure.message } : { status: null, detail: "" };
      this.#wait = Math.min(mostWait, this.#wait * 2);
    }
    if (!live.paused) this.#timer = setTimeout(() => void this.#turn(), this.#wait);
  }
}
