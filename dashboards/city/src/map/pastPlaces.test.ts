import { describe, expect, it } from "vitest";
import { fleetOf, type Places } from "./pastPlaces";

const known = (twin: string, mode: Places["vehicles"][number]["mode"]) => ({ twin, place: { lat: 13.8, lon: 100.54 }, fixedAt: "2026-11-23T05:00:00Z", mode });

describe("the carts of the past", () => {
  it("are those of which a place is known, with who drove, over all pages", () => {
    const { of, fleet } = fleetOf([
      { of: 3, after: "cart-2", vehicles: [known("cart-1", "manual"), { twin: "cart-2", place: null, fixedAt: null, mode: "auto" }] },
      { of: 3, after: null, vehicles: [known("cart-3", null)] },
    ]);
    expect(of).toBe(3);
    expect(fleet.vehicles).toEqual([
      { id: "cart-1", lat: 13.8, lon: 100.54, heading: null, fixedAt: Date.parse("2026-11-23T05:00:00Z"), mode: 3 },
      { id: "cart-3", lat: 13.8, lon: 100.54, heading: null, fixedAt: Date.parse("2026-11-23T05:00:00Z"), mode: 0 },
    ]);
    expect(fleet.driven).toEqual([1, 0, 0, 1, 0]);
  });
});
