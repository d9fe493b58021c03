import { describe, expect, it } from "vitest";
import { dayBefore, isComparable } from "./before";

const noon = Date.parse("2026-11-24T05:00:00Z");
const midnight = Date.parse("2026-11-23T17:00:00Z");

describe("a day before", () => {
  it("stands on a whole quarter hour", () => expect(dayBefore(noon + 14 * 60_000)).toBe(noon - 86_400_000));
  it("has no sum of the day at midnight, but a power", () => {
    expect(isComparable("pv-energy-today", midnight)).toBe(false);
    expect(isComparable("pv-power-now", midnight)).toBe(true);
    expect(isComparable("pv-energy-today", midnight + 1)).toBe(true);
  });
});
