import { describe, expect, it } from "vitest";
import { bounds, calendarDrawing, curveShapes, type Shape } from "./drawing";
import { broken, framed, svgOf } from "./picture";
import { scaleOf } from "../map/colours";

const box = { x: 0, y: 0, width: 40, height: 10 };
const lines = (values: (number | null)[], estimated: boolean[] = []) =>
  curveShapes({ values, estimated, ink: "--solar" }, box, 0, 10).map((shape) => (shape as Extract<Shape, { kind: "line" }>));

describe("a curve", () => {
  it("goes from its first to its last step", () => expect(lines([0, 10, 5]).map(({ points }) => points)).toEqual([[[0, 10], [20, 0], [40, 5]]]));
  it("never joins over a gap", () => expect(lines([1, 1, null, 1, 1]).map(({ points }) => points.length)).toEqual([2, 2]));
  it("is dotted to a step that is not whole, which is hollow", () => {
    const parts = curveShapes({ values: [1, 2, 3], estimated: [false, true, true], partial: [false, false, true], ink: "--solar" }, box, 0, 10) as Extract<Shape, { kind: "line" }>[];
    expect(parts.map(({ points, dashed, dotted }) => [points.length, dashed === true, dotted === true])).toEqual([[5, false, false], [2, true, false], [2, false, true]]);
  });
  it("shows a lone point", () => expect(lines([null, 5, null])).toHaveLength(1));
  it("is dashed to and from what is estimated, without a hole between", () => {
    const parts = lines([1, 2, 3, 4, 5], [false, false, true, false, false]);
    expect(parts.map(({ dashed }) => dashed)).toEqual([false, true, false]);
    expect(parts[0]!.points.at(-1)).toEqual(parts[1]!.points[0]);
    expect(parts[1]!.points.at(-1)).toEqual(parts[2]!.points[0]);
  });
});

it("a scale goes from nothing to a round number, and below where values do", () => {
  expect(bounds([{ values: [3, null, 7] }])).toEqual({ least: 0, most: 10 });
  expect(bounds([{ values: [-3, -1] }])).toEqual({ least: -5, most: 0 });
  expect(bounds([{ values: [null] }])).toEqual({ least: 0, most: 1 });
});

it("a calendar rings the unknown and never colours it as nothing", () => {
  const { shapes } = calendarDrawing([{ hour: 0, day: 0, value: null, estimated: false }, { hour: 1, day: 0, value: 0, estimated: true }], ["2026-11-29"], scaleOf([0, 4]));
  expect(shapes.filter(({ kind }) => kind === "rect")).toHaveLength(1);
  expect(shapes.filter(({ kind }) => kind === "line")).toHaveLength(2);
});

describe("a picture", () => {
  it("names its title, its set and its address, and is valid XML whatever they hold", () => {
    const svg = svgOf(framed({ width: 700, height: 10, shapes: [] }, "A < B & C", ["rehearsal", "http://twin/v1/metrics/load-energy?from=1&to=2"]), () => "black", "Inter");
    for (const text of ["A &#60; B &#38; C", "rehearsal", "from=1&#38;to=2"]) expect(svg).toContain(text);
  });
  it("breaks a long address and loses nothing of it", () => expect(broken("a".repeat(25), 10).join("")).toBe("a".repeat(25)));
});
