import { expect, it } from "vitest";
import { type Happened, happenedAt } from "./happenings";

const happened: Happened = new Map([["disengagements", { unit: "1", values: [0, 2, null] }], ["waste-collected", { unit: "kg", values: [1400, 0, 300] }]]);

it("belongs to the moment at which its step ends", () => {
  expect(happenedAt(happened, 1)).toEqual([{ name: "waste-collected", value: 1400, unit: "kg" }]);
  expect(happenedAt(happened, 2)).toEqual([{ name: "disengagements", value: 2, unit: "1" }]);
  expect(happenedAt(happened, 3)).toEqual([{ name: "waste-collected", value: 300, unit: "kg" }]);
});

it("is nothing before the first step, beyond the last, and before it was read", () => {
  expect([happenedAt(happened, 0), happenedAt(happened, 4), happenedAt(null, 1)]).toEqual([[], [], []]);
});
