import { describe, expect, it } from "vitest";
import { course, Fleet } from "./frames";

const frame = (serverTime: number, ...vehicles: [index: number, lat: number, lon: number, age: number, mode?: number][]) => {
  const view = new DataView(new ArrayBuffer(8 + vehicles.length * 17));
  view.setFloat64(0, serverTime, true);
  vehicles.forEach(([index, lat, lon, age, mode = 0], row) => {
    const at = 8 + row * 17;
    view.setUint32(at, index, true);
    view.setInt32(at + 4, Math.round(lat * 1e7), true);
    view.setInt32(at + 8, Math.round(lon * 1e7), true);
    view.setUint32(at + 12, age, true);
    view.setUint8(at + 16, mode);
  });
  return view.buffer;
};

describe("a fleet", () => {
  it("knows where each vehicle is and when that was", () => {
    const fleet = new Fleet();
    fleet.name(0, ["cart-1", "cart-2"]);
    expect(fleet.take(frame(1_000_000, [1, 13.8047, 100.5418, 4000, 3]))).toEqual([1]);
    expect(fleet.vehicles[1]).toEqual({ id: "cart-2", lat: 13.8047, lon: 100.5418, heading: null, fixedAt: 996_000, mode: 3 });
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

  it("counts who drives, as it is now", () => {
    const fleet = new Fleet();
    fleet.name(0, ["cart-1", "cart-2", "cart-3"]);
    fleet.take(frame(0, [0, 13, 100, 0, 1], [1, 13, 100, 0, 1], [2, 13, 100, 0, 4]));
    expect(fleet.driven).toEqual([0, 2, 0, 0, 1]);
    fleet.take(frame(1, [0, 13, 100, 0, 3]));
    expect(fleet.driven).toEqual([0, 1, 0, 1, 1]);
  });

  it("does not know a mode that it has no word for", () => {
    const fleet = new Fleet();
    fleet.take(frame(0, [0, 13, 100, 0, 200]));
    expect([fleet.vehicles[0]!.mode, fleet.driven]).toEqual([0, [1, 0, 0, 0, 0]]);
  });

  it("takes an empty frame for a sign of life", () => expect(new Fleet().take(frame(5))).toEqual([]));
});

describe("a course", () => {
  it("is told clockwise from north", () => expect([course(13, 100, 14, 100), course(14, 100, 13, 100), course(13, 100, 13, 99)].map((it) => Math.round(it!))).toEqual([0, 180, 270]));
  it("is unknown for what hardly moved", () => expect(course(13, 100, 13.000001, 100)).toBeNull());
});
