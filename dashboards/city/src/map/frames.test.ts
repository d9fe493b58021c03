import { describe, expect, it } from "vitest";
import { course, Fleet } from "./frames";

const frame = (serverTime: number, ...vehicles: [index: number, lat: number, lon: number, age: number][]) => {
  const view = new DataView(new ArrayBuffer(8 + vehicles.length * 16));
  view.setFloat64(0, serverTime, true);
  vehicles.forEach(([index, lat, lon, age], row) => {
    view.setUint32(8 + row * 16, index, true);
    view.setInt32(12 + row * 16, Math.round(lat * 1e7), true);
    view.setInt32(16 + row * 16, Math.round(lon * 1e7), true);
    view.setUint32(20 + row * 16, age, true);
  });
  return view.buffer;
};

describe("a fleet", () => {
  it("knows where each vehicle is and when that was", () => {
    const fleet = new Fleet();
    fleet.name(0, ["cart-1", "cart-2"]);
    expect(fleet.take(frame(1_000_000, [1, 13.8047, 100.5418, 4000]))).toEqual([1]);
    expect(fleet.vehicles[1]).toEqual({ id: "cart-2", lat: 13.8047, lon: 100.5418, heading: null, fixedAt: 996_000 });
    expect(fleet.vehicles[0]).toBeUndefined();
  });

  it("learns of new vehicles later", () => {
    const fleet = new Fleet();
    fleet.name(0, ["cart-1"]);
    fleet.name(1, ["cart-2"]);
    fleet.take(frame(0, [0, 13, 100, 0], [1, 13, 100, 0]));
    expect(fleet.vehicles.map((vehicle) => vehicle?.id)).toEqual(["cart-1", "cart-2"]);
  });

  it("looks where it drove, also while it stands", () => {
    const fleet = new Fleet();
    fleet.name(0, ["cart-1"]);
    fleet.take(frame(0, [0, 13.8, 100.5, 0]));
    fleet.take(frame(1, [0, 13.8, 100.501, 0]));
    expect(fleet.vehicles[0]!.heading).toBeCloseTo(90, 1);
    fleet.take(frame(2, [0, 13.8, 100.501, 0]));
    expect(fleet.vehicles[0]!.heading).toBeCloseTo(90, 1);
  });

  it("takes an empty frame for a sign of life", () => expect(new Fleet().take(frame(5))).toEqual([]));
});

describe("a course", () => {
  it("is told clockwise from north", () => expect([course(13, 100, 14, 100), course(14, 100, 13, 100), course(13, 100, 13, 99)].map((it) => Math.round(it!))).toEqual([0, 180, 270]));
  it("is unknown for what hardly moved", () => expect(course(13, 100, 13.000001, 100)).toBeNull());
});
