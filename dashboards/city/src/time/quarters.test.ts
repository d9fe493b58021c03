import { describe, expect, it } from "vitest";
import { askOf, figuresOf, hereOf, inUnit, lastDay, meanKilowatts, midnight, momentHere, momentOf, momentsOf, momentText, spanOf, spans } from "./quarters";

const noon = Date.parse("2026-11-24T05:00:00Z");

describe("time", () => {
  it("has Bangkok's days", () => {
    expect(new Date(midnight(noon)).toISOString()).toBe("2026-11-23T17:00:00.000Z");
    expect(midnight(midnight(noon))).toBe(midnight(noon));
    expect(midnight(midnight(noon) - 1)).toBe(midnight(noon) - 86_400_000);
  });
  it("goes back a day in quarter hours, never ahead", () => {
    const steps = lastDay(noon + 14 * 60_000);
    expect([steps.length, steps[0], steps[96]]).toEqual([97, noon - 86_400_000, noon]);
  });
  it("goes back a week and a month in whole hours, never ahead", () => {
    for (const [span, days] of [["week", 7], ["month", 30]] as const) {
      const moments = momentsOf(noon + 59 * 60_000, span);
      expect([moments.length, moments[0], moments.at(-1)]).toEqual([days * 24 + 1, noon - days * 86_400_000, noon]);
      expect(spans[span].of % spans[span].tick).toBe(0);
    }
  });
  it("is read from the address onto the ledger's windows", () => {
    expect(momentOf("2026-11-24T05:04Z")).toBe(noon);
    expect([momentOf(null), momentOf("soon")]).toEqual([null, null]);
    expect(momentOf(momentText(noon))).toBe(noon);
  });
});

describe("a moment that is typed", () => {
  it("is Bangkok's, on a whole quarter hour", () => {
    expect(hereOf(noon)).toBe("2026-11-24T12:00");
    expect(momentHere("2026-11-24T12:04")).toBe(noon);
    expect([momentHere(""), momentHere("24/11/2026 12:00"), momentHere("2026-13-24T12:00")]).toEqual([null, null, null]);
  });
  it("lengthens the bar as far as it must, and never shortens it", () => {
    const days = (count: number) => noon - count * 86_400_000;
    expect([spanOf(days(0.5), noon, "day"), spanOf(days(2), noon, "day"), spanOf(days(20), noon, "day"), spanOf(days(0.5), noon, "month"), spanOf(days(99), noon, "day")]).toEqual(["day", "week", "month", "month", "month"]);
  });
});

describe("a figure of the past", () => {
  it("of today is asked from midnight, one of now for the quarter hour before", () => {
    expect(askOf({ name: "pv-energy-today", unit: "MWh", measure: "pv-energy" }, "real", noon, false).path).toBe("/v1/metrics/pv-energy?set=real&from=2026-11-23T17:00:00Z&to=2026-11-24T05:00:00Z&step=1d");
    expect(askOf({ name: "pv-power-now", unit: "kW", measure: "pv-energy" }, "real", noon, true).path).toBe("/v1/metrics/pv-energy?set=real&from=2026-11-24T04:45:00Z&to=2026-11-24T05:00:00Z&step=15m&by=area");
  });
  it("at midnight is of the day that ends", () => expect(askOf({ name: "boardings-today", unit: "1", measure: "boardings" }, "real", midnight(noon), false).path).toContain("from=2026-11-22T17:00:00Z&to=2026-11-23T17:00:00Z"));

  const point = (value: number | null) => ({ from: "", to: "", value, coverage: 0.5, quality: null });
  it("has the unit and the id of the living one", () => {
    const asked = askOf({ name: "pv-energy-today", unit: "MWh", measure: "pv-energy" }, "real", noon, true);
    const [city] = figuresOf(asked, { measure: "pv-energy", unit: "Wh", series: [{ by: {}, points: [point(1_234_567)] }] });
    expect(city).toMatchObject({ id: "city/pv-energy-today", value: 1.234567, unit: "MWh", coverage: 0.5, twins: null, explain: "/v1/explain/city/pv-energy-today?set=real&from=2026-11-23T17:00:00Z&to=2026-11-24T05:00:00Z" });
    expect(figuresOf(asked, { measure: "pv-energy", unit: "Wh", series: [{ by: { area: "1030" }, points: [point(null)] }] })[0]).toMatchObject({ id: "districts/1030/pv-energy-today", value: null });
  });
  it("of power is the mean of its quarter hour, and comes from that quarter's energy", () => {
    expect([meanKilowatts(250_000), meanKilowatts(null)]).toEqual([1000, null]);
    const asked = askOf({ name: "pv-power-now", unit: "kW", measure: "pv-energy" }, "real", noon, true);
    const [district] = figuresOf(asked, { measure: "pv-energy", unit: "Wh", series: [{ by: { area: "1030" }, points: [point(250)] }] });
    expect(district).toMatchObject({ id: "districts/1030/pv-power-now", value: 1, explain: "/v1/explain/districts/1030/pv-energy?set=real&from=2026-11-24T04:45:00Z&to=2026-11-24T05:00:00Z" });
  });
  it("is unknown rather than wrong in a unit nobody converts", () => expect([inUnit(5, "furlong", "km"), inUnit(1500, "m", "km"), inUnit(1500, "kg", "t")]).toEqual([null, 1.5, 1.5]));
});
