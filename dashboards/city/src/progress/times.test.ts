import { describe, expect, it } from "vitest";
import { daysOf, isOpen, isTime, monthsFrom } from "./times";

describe("a time that is compared", () => {
  it("is a year or a month, and nothing else", () => {
    expect(["2026", "2026-01", "2026-12"].every(isTime)).toBe(true);
    expect([null, "", "1999", "2026-13", "2026-00", "2026-1", "2026-11-01", "x"].some(isTime)).toBe(false);
  });

  it("ends where the next begins, over a year's end as well", () => {
    expect(daysOf("2026")).toEqual({ from: "2026-01-01", to: "2027-01-01" });
    expect(daysOf("2026-12")).toEqual({ from: "2026-12-01", to: "2027-01-01" });
    expect([monthsFrom("2026-01", -1), monthsFrom("2026-11", 3), monthsFrom("2026-03", -24)]).toEqual(["2025-12", "2027-02", "2024-03"]);
  });

  it("is open until its last day is over", () => {
    expect([isOpen("2026-11", "2026-11-30"), isOpen("2026-11", "2026-12-01"), isOpen("2026", "2026-12-31")]).toEqual([true, false, true]);
  });
});
