import { describe, expect, it } from "vitest";
import type { Vehicle } from "./frames";
import { Gliding } from "./gliding";

const cart = (lat: number, more: Partial<Vehicle> = {}): Vehicle => ({ id: "cart", lat, lon: 100.55, heading: 0, fixedAt: 0, mode: 1, ...more });
// A degree of latitude here, in world widths.
const degree = 1 / 360 / Math.cos((13.8 * Math.PI) / 180);
const far = 0.01 * degree;
const late = 90_000;

/** One cart that was drawn at 1,000 ms and spoke each second before. */
const drawn = (still = false) => {
  const gliding = new Gliding(still);
  gliding.hold(1, true);
  gliding.place(0, cart(13.8), 0, late);
  gliding.place(0, cart(13.8), 1000, late);
  gliding.drawn(1000);
  return gliding;
};

describe("a drawing of gliding carts", () => {
  it("is due at once when a cart is new, and stands while none moves", () => {
    const gliding = new Gliding(false);
    gliding.hold(1, true);
    gliding.place(0, cart(13.8), 0, Infinity);
    expect(gliding.due(10, far, true)).toBe(10);
    gliding.drawn(10);
    expect(gliding.due(50, far, true)).toBe(Infinity);
  });

  it("is due once a cart may have gone farther than is seen", () => {
    const gliding = drawn();
    gliding.place(0, cart(13.804), 2000, late); // 0.004 degrees in a second, from 2,000 on
    expect(gliding.due(2000, 0.001 * degree, false)).toBeCloseTo(2250, -1);
    expect(gliding.due(2100, 0.001 * degree, false)).toBeCloseTo(2250, -1);
    expect(gliding.due(2300, 0.001 * degree, false)).toBe(2300);
    gliding.drawn(2300);
    expect(gliding.due(2300, 0.001 * degree, false)).toBeCloseTo(2550, -1);
  });

  it("adds up what is too little to be seen", () => {
    const gliding = drawn();
    for (let turn = 1; turn <= 9; turn++) {
      gliding.place(0, cart(13.8 + turn * 0.0001), 1000 + turn * 1000, late);
      expect(gliding.due(1000 + turn * 1000, 0.001 * degree, false)).toBeGreaterThan(1000 + turn * 1000);
    }
    gliding.place(0, cart(13.8012), 12_000, late);
    expect(gliding.due(13_000, 0.001 * degree, false)).toBe(13_000);
  });

  it("stands when what moves stops before it is seen to", () => {
    const gliding = drawn();
    gliding.place(0, cart(13.804), 2000, late);
    expect(gliding.due(2000, far, false)).toBe(late);
    expect(gliding.due(9000, far, false)).toBe(late);
  });

  it("is due for another driver or a turn only where they are seen", () => {
    for (const next of [cart(13.8, { mode: 2 }), cart(13.8, { heading: 10 })]) {
      const gliding = drawn();
      gliding.place(0, next, 2000, late);
      expect(gliding.due(2000, far, false)).toBe(late);
      expect(gliding.due(2000, far, true)).toBe(2000);
    }
    const gliding = drawn();
    gliding.place(0, cart(13.8, { heading: 359 }), 2000, late);
    expect(gliding.due(2000, far, true)).toBe(late);
  });

  it("is due when a cart grows stale, and when it speaks again", () => {
    const gliding = drawn();
    expect(gliding.due(2000, far, false)).toBe(late);
    gliding.drawn(late + 1);
    expect(gliding.due(late + 2, far, false)).toBe(Infinity);
    gliding.place(0, cart(13.8), late + 3, 2 * late);
    expect(gliding.due(late + 3, far, false)).toBe(late + 3);
  });

  it("is due at once for a jump that is seen", () => {
    const gliding = drawn(true);
    gliding.place(0, cart(13.805), 2000, late);
    expect(gliding.due(2000, far, false)).toBe(late);
    gliding.place(0, cart(13.815), 3000, late);
    expect(gliding.due(3000, far, false)).toBe(3000);
  });

  it("is void once other carts are shown", () => {
    const gliding = drawn();
    gliding.clear();
    expect(gliding.due(1500, far, false)).toBe(1500);
  });
});
