/** The server's time, ticking; a browser's own clock may be wrong, and ages are the server's. */
class Clock {
  /** Server's clock minus ours. */
  ahead = $state(0);
  /** False while updates are paused: ages then stand still with the figures. */
  running = $state(true);
  #ours = $state(Date.now());

  constructor() {
    setInterval(() => this.running && (this.#ours = Date.now()), 1000);
  }

  get now(): number {
    return this.#ours + this.ahead;
  }

  /** A moment of our clock on the server's. */
  of(ours: number): number {
    return ours + this.ahead;
  }
}

export const clock = new Clock();
