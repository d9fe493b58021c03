import { describe, expect, it } from "vitest";
import type { Route, Twin } from "../live/api";
import { bubbles, centres, flowLines, loops, standing, stops } from "./places";
import tiles from "./geo/tiles.json";

const twin = (id: string, kind: Twin["kind"], area: string, place: Twin["place"] = { lat: 13.8, lon: 100.5 }): Twin => ({ id, kind, set: "real", name: { en: id }, area, place, freshness: "live", heardAt: null, latest: [] });

describe("the map", () => {
  it("has a centre and a tile of its own for each of the fifty districts", () => {
    expect(centres.size).toBe(50);
    expect(Object.keys(tiles).sort()).toEqual([...centres.keys()].sort());
    expect(new Set(Object.values(tiles).map(String)).size).toBe(50);
  });

  it("counts buildings by district, and nothing outside the city", () => {
    const shown = bubbles([twin("a", "building", "1030"), twin("b", "building", "1030"), twin("c", "thing", "1030"), twin("d", "building", "outside:rayong")]);
    expect(shown.features.map((feature) => feature.properties)).toEqual([{ code: "1030", count: 2, label: "2" }]);
  });

  it("shows what stands somewhere, not what moves or has no place", () =>
    expect(standing([twin("a", "waste-site", "1034"), twin("b", "shuttle", "1030"), twin("c", "building", "1030", null)], ({ id }) => id).features.map((feature) => feature.properties.twin)).toEqual(["a"]));

  const route = (id: string | null, loop: Route["loop"], ...stops: [stop: string, name: string | null][]): Route =>
    ({ id, loop, stops: stops.map(([stop, name], index) => ({ stop, name: name === null ? null : { en: name }, place: loop![index]! })), twins: ["cart-1"] });
  const corners = [{ lat: 13.80, lon: 100.54 }, { lat: 13.81, lon: 100.54 }, { lat: 13.81, lon: 100.55 }];

  it("closes a loop, and draws none where the way is unknown", () =>
    expect(loops([route("north", corners), route("south", null)]).features.map(({ geometry }) => geometry.coordinates)).toEqual([[[100.54, 13.8], [100.54, 13.81], [100.55, 13.81], [100.54, 13.8]]]));

  it("shows a stop once, also where two routes stop, by its name where it has one", () => {
    const shown = stops([route("north", corners, ["a", "Alpha"], ["b", null]), route(null, [corners[0]!, corners[2]!], ["a", "Alpha"])], ({ stop, name }) => name?.en ?? stop);
    expect(shown.features.map(({ properties, geometry }) => [properties.name, geometry.coordinates])).toEqual([["Alpha", [100.54, 13.8]], ["b", [100.54, 13.81]]]);
  });

  it("draws a flow between sites it knows, also to a place outside by its area", () => {
    const sites = [twin("on-nut", "waste-site", "1034", { lat: 13.71, lon: 100.66 }), twin("far-landfill", "waste-site", "outside:phanom-sarakham", { lat: 13.75, lon: 101.35 })];
    const lines = flowLines([{ from: "on-nut", to: "outside:phanom-sarakham", kilograms: 5 }, { from: "on-nut", to: "nowhere", kilograms: 5 }], sites).features;
    expect(lines.length).toBe(1);
    const { coordinates } = lines[0]!.geometry as { coordinates: [number, number][] };
    expect([coordinates[0], coordinates.at(-1)]).toEqual([[100.66, 13.71], [101.35, 13.75]]);
  });
});
