/** What is this much later than it could be is said to be late, ms. */
export const lateAfter = 1000;

const memory = 60_000;

/** How much later frames are drawn than the quickest of the last minute or two, ms: so neither clock need be right, nor both agree. */
export class Lateness {
  #quickest = Infinity;
  #before = Infinity;
  #since = -Infinity;

  /** @param toldAt Server's clock. @param drawnAt The page's, which never jumps. */
  of(toldAt: number, drawnAt: number): number {
    if (drawnAt - this.#since > memory) [this.#before, this.#quickest, this.#since] = [this.#quickest, Infinity, drawnAt];
    const took = drawnAt - toldAt;
    this.#quickest = Math.min(this.#quickest, took);
    return took - Math.min(this.#quickest, this.#before);
  }
}
