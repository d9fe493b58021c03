import { describe, expect, it } from "vitest";
import { hollow, lone, strokes, summary } from "./series";

describe("a curve in words", () => {
  it("names the least, the most and the last that are known", () =>
    expect(summary([1, 2, 3, 4, 5], [null, 5, 2, 9, null])).toEqual({ least: 2, leastAt: 3, most: 9, mostAt: 4, last: 9, lastAt: 4 }));
  it("says nothing of nothing", () => expect(summary([1, 2], [null, null])).toBeNull());
  it("names the first of equals", () => expect(summary([1, 2], [3, 3])).toMatchObject({ leastAt: 1, mostAt: 1, lastAt: 2 }));
});

describe("a curve as drawn", () => {
  const series = { label: "a", colour: "--solar", values: [1, 2, 3, null, 5] };
  it("is one line where all is measured", () => expect(strokes({ ...series, estimated: [false, false, false, false, false] })).toHaveLength(1));
  it("is dashed where it is estimated, up to the measured neighbours, and open where nothing is known", () =>
    expect(strokes({ ...series, estimated: [false, false, true, false, false] }).map(({ values, dashed }) => [values, dashed])).toEqual([
      [[1, 2, null, null, 5], undefined],
      [[null, 2, 3, null, null], true],
    ]));
  it("is dotted to a step that is not whole, and that is in no other stroke", () => {
    const drawn = strokes({ ...series, estimated: [false, false, false, false, true], partial: [false, false, true, false, true] });
    expect(drawn.map(({ values, dashed, dotted }) => [values, dashed, dotted])).toEqual([
      [[1, 2, null, null, null], undefined, undefined],
      [[null, 2, 3, null, 5], undefined, true],
    ]);
    expect(hollow(drawn[1]!.values, drawn[1]!.partial)).toEqual([2, 4]);
  });
  it("has a dot for a point without a neighbour", () => expect(lone([null, 1, null, 2, 3, null, 4])).toEqual([1, 6]));
});
