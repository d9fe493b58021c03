import { describe, expect, it } from "vitest";
import { cividis, inkOn, roundUp, scaleOf } from "./colours";

const luminance = (hex: string) => {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};

describe("the scale", () => {
  it("ends at a round number", () => expect([0, 0.3, 1, 9, 23, 26, 4100].map(roundUp)).toEqual([1, 0.5, 1, 10, 25, 50, 5000]));
  it("puts values into seven equal classes, and nothing unknown into any", () => {
    const { most, step } = scaleOf([70, null, 3]);
    expect(most).toBe(100);
    expect([0, 14, 15, 70, 100, -5].map(step)).toEqual([0, 0, 1, 4, 6, 0]);
    expect([null, undefined].map(step)).toEqual([null, null]);
  });
  it("gets lighter with each step, in grey as well", () => {
    const grey = cividis.map(luminance);
    expect(grey).toEqual([...grey].sort((a, b) => a - b));
  });
  it("can be read on at every step", () => {
    cividis.forEach((colour, step) => {
      const [a, b] = [luminance(colour), luminance(inkOn(step))].sort((x, y) => y - x);
      expect((a! + 0.05) / (b! + 0.05)).toBeGreaterThan(4.5);
    });
  });
});
