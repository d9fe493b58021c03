import { describe, expect, it } from "vitest";
import { Lateness } from "./lateness";

describe("lateness", () => {
  it("is counted from the quickest frame, whatever the clocks say", () => {
    const lateness = new Lateness();
    expect(lateness.of(1_000_000, 500)).toBe(0);
    expect(lateness.of(1_001_000, 3500)).toBe(2000);
    expect(lateness.of(1_004_000, 4480)).toBe(0);
    expect(lateness.of(1_005_000, 5500)).toBe(20);
  });

  it("forgets in a minute or two, for clocks drift", () => {
    const lateness = new Lateness();
    lateness.of(0, 0);
    expect(lateness.of(60_001, 60_501)).toBe(500);
    expect(lateness.of(120_002, 120_503)).toBe(1);
  });
});
