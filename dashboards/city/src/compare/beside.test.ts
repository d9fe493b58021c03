import { describe, expect, it } from "vitest";
import { explainOf, figureId, sideOf, sideText } from "./beside";
import { kindOf } from "../city/figures";

const noon = Date.parse("2026-11-24T05:00:00Z");

describe("a side of a comparison", () => {
  it("stands in the address and comes back", () => {
    for (const side of [{ district: null, at: null }, { district: "1030", at: null }, { district: null, at: noon }, { district: "1030", at: noon }]) expect(sideOf(sideText(side))).toEqual(side);
  });
  it("is the whole city of now where the address makes no sense", () => {
    for (const text of [null, "", "Atlantis", "10@soon"]) expect(sideOf(text)).toEqual({ district: null, at: null });
  });
  it("names figures as the API does", () => expect([figureId(sideOf("1030"), "pv-power-now"), figureId(sideOf(null), "pv-power-now")]).toEqual(["districts/1030/pv-power-now", "city/pv-power-now"]));
  it("says where a figure of the past comes from: of today since midnight, of now its quarter hour", () => {
    expect(explainOf(sideOf("1030@2026-11-24T05:00:00Z"), kindOf("pv-energy-today"), "real")).toBe("/v1/explain/districts/1030/pv-energy?set=real&from=2026-11-23T17:00:00Z&to=2026-11-24T05:00:00Z");
    expect(explainOf(sideOf("city@2026-11-24T05:00:00Z"), kindOf("pv-power-now"), "real")).toContain("from=2026-11-24T04:45:00Z");
    expect(explainOf(sideOf("city"), kindOf("pv-power-now"), "real")).toBeNull();
  });
});
