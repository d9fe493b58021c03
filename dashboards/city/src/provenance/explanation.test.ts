import { expect, it } from "vitest";
import { askedOf, asking, decimalsOf, linkOf, plainUnit } from "./explanation";

it("an address says what it asks for", () => {
  expect(askedOf("/v1/explain/city/pv-power-now?set=real")).toEqual({ scope: "city", of: null, figure: "pv-power-now", from: null, to: null });
  expect(askedOf("/v1/explain/districts/1030/pv-energy-today")).toMatchObject({ scope: "districts", of: "1030", figure: "pv-energy-today" });
  expect(askedOf("/v1/explain/twins/a%2Fb/speed?set=real&from=2026-11-28T17:00:00Z&to=2026-11-28T17:15:00Z")).toEqual({
    scope: "twins", of: "a/b", figure: "speed", from: "2026-11-28T17:00:00Z", to: "2026-11-28T17:15:00Z",
  });
});

it("an address asks for one more thing, whether it asked before or not", () => {
  expect(asking("/v1/explain/city/dwell", "format", "text")).toBe("/v1/explain/city/dwell?format=text");
  expect(asking("/v1/explain/city/dwell?set=real", "format", "text")).toBe("/v1/explain/city/dwell?set=real&format=text");
});

it("a number keeps all the digits it came with", () => {
  expect([5477.391998, 12, 0.000001, 1e-7, -3.25].map(decimalsOf)).toEqual([6, 0, 6, 7, 2]);
});

it("counts have no unit", () => expect(["1", "{persons}", "Cel", "W/m2", "MWh"].map(plainUnit)).toEqual(["", "", "°C", "W/m²", "MWh"]));

it("a source becomes a link where it begins with an address on the web", () => {
  expect(linkOf("https://www.tgo.or.th/a.pdf")).toBe("https://www.tgo.or.th/a.pdf");
  expect(linkOf("nationthailand.com/news/policy/40059019 (2025-11-30)")).toBe("https://nationthailand.com/news/policy/40059019");
  expect(linkOf("jcm.go.jp/th-jp/methodologies/39; not read there")).toBe("https://jcm.go.jp/th-jp/methodologies/39");
  for (const where of ["table 2.4", "javascript:alert(1)/", "IPCC, 2.4/5", null]) expect(linkOf(where)).toBeNull();
});
