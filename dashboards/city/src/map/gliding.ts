import type { Vehicle } from "./frames";

// x, y before; x, y now; when it set out, how long it takes (ms of the page); heading (radians, -1 unknown); when it grows stale; who drives.
export const floats = 9;
// A cart that speaks each 5 s glides for so long; one silent for longer jumps, since nobody knows what lay between.
const longestGlide = 5200;
const leastGlide = 200;
// The nose's tip is at most 19 pixels from the middle: a lesser turn moves it by less than a pixel.
const leastTurn = 0.05;
// Float32 keeps less than a metre only near an origin of our own: the middle of the city.
const origin = { x: 100.55 / 360 + 0.5, y: 0.461 };

/** World widths from the middle of the city. */
export const mercator = (lat: number, lon: number) => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: lon / 360 + 0.5 - origin.x, y: 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI - origin.y };
};

/**
 * Carts that glide from place to place, as numbers to be drawn, and when a drawing of them is no longer true: once any may be farther than it can be seen
 * from where it was drawn. From afar that is once in seconds, however many move. Times are the page's, ms; lengths are world widths.
 */
export class Gliding {
  rows = new Float32Array(0);
  count = 0;
  #still: boolean;
  // No cart is farther from where it was drawn than #strayed at #asOf, nor leaves it faster than #fastest until #glidesUntil.
  #strayed = Infinity;
  #fastest = 0;
  #asOf = 0;
  #glidesUntil = 0;
  #turned = false;
  #grownStale = Infinity;
  #drawnAt = 0;

  /** @param still Whether carts jump instead of gliding. */
  constructor(still: boolean) {
    this.#still = still;
  }

  /** Makes room for so many carts; `anew` when older places are void. */
  hold(count: number, anew: boolean): void {
    if (this.rows.length < count * floats) {
      const rows = new Float32Array(Math.max(64, count * 2) * floats).fill(Number.NaN);
      rows.set(this.rows);
      this.rows = rows;
    }
    if (anew) this.rows.fill(Number.NaN);
    if (anew || count < this.count) this.#strayed = Infinity;
    this.count = count;
  }

  clear(): void {
    this.hold(0, true);
  }

  /** Written number by number: with thousands of carts, arrays in between would cost more than all else. */
  place(index: number, vehicle: Vehicle, now: number, staleAt: number): void {
    const [rows, at] = [this.rows, index * floats];
    const next = mercator(vehicle.lat, vehicle.lon);
    const known = !Number.isNaN(rows[at + 2]!);
    const [pause, takes] = [now - rows[at + 4]!, rows[at + 5]!];
    const part = takes > 0 ? Math.min(1, pause / takes) : 1;
    const glide = this.#still || !known || pause > longestGlide * 2 ? 0 : Math.min(longestGlide, Math.max(leastGlide, pause));
    const heading = vehicle.heading === null ? -1 : (vehicle.heading * Math.PI) / 180;
    const [x, y] = known ? [rows[at]! + (rows[at + 2]! - rows[at]!) * part, rows[at + 1]! + (rows[at + 3]! - rows[at + 1]!) * part] : [next.x, next.y];
    this.#stray(now);
    const away = Math.hypot(next.x - x, next.y - y);
    if (!known || rows[at + 7]! <= this.#drawnAt) this.#strayed = Infinity;
    else if (glide === 0) this.#strayed += away;
    else if (away > 0) [this.#fastest, this.#glidesUntil] = [Math.max(this.#fastest, away / glide), Math.max(this.#glidesUntil, now + glide)];
    this.#turned ||= rows[at + 8] !== vehicle.mode || Math.abs(Math.sin((heading - rows[at + 6]!) / 2)) * 2 > leastTurn;
    rows[at] = x;
    rows[at + 1] = y;
    rows[at + 2] = next.x;
    rows[at + 3] = next.y;
    rows[at + 4] = now;
    rows[at + 5] = glide;
    rows[at + 6] = heading;
    rows[at + 7] = staleAt;
    rows[at + 8] = vehicle.mode;
  }

  /** When it must be drawn again. @param reach How far a cart may be from where it was drawn. @param near Whether noses and letters are seen. */
  due(now: number, reach: number, near: boolean): number {
    this.#stray(now);
    if (this.#strayed >= reach || (near && this.#turned)) return now;
    const strays = this.#fastest > 0 ? now + (reach - this.#strayed) / this.#fastest : Infinity;
    return Math.min(strays <= this.#glidesUntil ? strays : Infinity, this.#grownStale);
  }

  /** Told of each drawing, which begins the count anew. */
  drawn(now: number): void {
    [this.#strayed, this.#asOf, this.#drawnAt, this.#turned] = [0, now, now, false];
    [this.#fastest, this.#glidesUntil, this.#grownStale] = [0, 0, Infinity];
    for (let at = 0; at < this.count * floats; at += floats) {
      const [from, takes, staleAt] = [this.rows[at + 4]!, this.rows[at + 5]!, this.rows[at + 7]!];
      if (staleAt > now && staleAt < this.#grownStale) this.#grownStale = staleAt;
      const away = now < from + takes ? Math.hypot(this.rows[at + 2]! - this.rows[at]!, this.rows[at + 3]! - this.rows[at + 1]!) : 0;
      if (away > 0) [this.#fastest, this.#glidesUntil] = [Math.max(this.#fastest, away / takes), Math.max(this.#glidesUntil, from + takes)];
    }
  }

  #stray(now: number): void {
    this.#strayed += this.#fastest * Math.max(0, Math.min(now, this.#glidesUntil) - this.#asOf);
    this.#asOf = now;
  }
}
