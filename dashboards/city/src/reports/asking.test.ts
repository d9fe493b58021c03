import { describe, expect, it } from "vitest";
import { askedOf, pathOf } from "./asking";

const now = Date.parse("2026-11-29T09:20:00Z");
const path = (query: string) => pathOf(askedOf((key) => new URLSearchParams(query).get(key), now), "rehearsal");

describe("a report", () => {
  it("is of days that are over", () => {
    expect(path("report=shuttles")).toBe("/v1/reports/shuttles?set=rehearsal&from=2026-10-30&to=2026-11-29");
    expect(path("report=waste&from=2026-11-01&to=2026-12-24")).toBe("/v1/reports/waste?set=rehearsal&from=2026-11-01&to=2026-11-29");
  });
  it("asks for as many days of roofs as are worked out at once", () => {
    expect(path("")).toBe("/v1/reports/roofs?set=rehearsal&from=2026-11-22&to=2026-11-29");
    expect(path("from=2026-01-01&to=2026-11-10")).toBe("/v1/reports/roofs?set=rehearsal&from=2026-11-04&to=2026-11-11");
    expect(path("d=1030&from=2026-01-01&to=2026-11-10")).toBe("/v1/reports/roofs?set=rehearsal&from=2026-10-11&to=2026-11-11&area=1030");
    expect(path("report=waste&d=1030&from=2026-11-01&to=2026-11-10")).not.toContain("area");
  });
  it("of methane is of a year that is over", () => {
    expect(path("report=methane")).toBe("/v1/reports/methane?set=rehearsal&year=2025");
    expect(path("report=methane&year=2024")).toBe("/v1/reports/methane?set=rehearsal&year=2024");
    expect(path("report=methane&year=2026")).toBe("/v1/reports/methane?set=rehearsal&year=2025");
  });
  it("that is nonsense falls back to what is usual", () => expect(path("report=x&from=never&to=1&year=0")).toBe(path("")));
  it("never ends before it begins", () => expect(path("report=waste&from=2026-11-20&to=2026-11-10")).toBe("/v1/reports/waste?set=rehearsal&from=2026-11-10&to=2026-11-11"));
});
