import { describe, expect, it } from "vitest";
import type { Point } from "../live/api";
import type { Shape } from "./drawing";
import type { Question } from "./query";
import type { Row } from "./rows";
import { isPlaced, pairsOf, placesOf, scatterDrawing, type Spot } from "./scatter";

const point = (value: number | null, from = "", estimated = 0): Point => ({ from, to: "", value, coverage: null, quality: { measured: 1 - estimated, estimated, missing: 0 } });
const row = (key: string, whole: Point | null, points: Point[] = [], partial: boolean[] = []): Row => ({ key, by: { area: key }, points, partial, whole, otherBy: null, others: [], otherPartial: [], otherWhole: null });
const question = { by: "area" } as Question;

describe("pairs", () => {
  it("are groups over the whole time, those of one measure alone among them without a place", () => {
    const pairs = pairsOf(question, [row("b", point(2)), row("a", point(1)), row("d", point(3))], [row("b", point(5, "", 1)), row("c", point(7)), row("d", point(null))]);
    expect(pairs.map(({ key }) => key)).toEqual(["b", "a", "d", "c"]);
    expect(pairs.filter(isPlaced)).toMatchObject([{ key: "b", x: { value: 2 }, y: { value: 5 }, estimated: true }]);
    expect([pairs[1]!.y, pairs[2]!.y!.value, pairs[3]!.x]).toEqual([null, null, null]);
  });
  it("are steps of the same time where nothing is grouped, whatever the order of the other", () => {
    const pairs = pairsOf({ by: null } as Question, [row("", null, [point(1, "1"), point(2, "2"), point(3, "3")], [false, false, true])], [row("", null, [point(20, "2"), point(10, "1")], [true, false])]);
    expect(pairs.map(({ key, y, partial }) => [key, y?.value ?? null, partial])).toEqual([["1", 10, false], ["2", 20, true], ["3", null, true]]);
  });
});

describe("a scatter", () => {
  const spot = (x: number, y: number, more: Partial<Spot> = {}): Spot => ({ x, y, hollow: false, dotted: false, label: "", ...more });
  const size = { width: 600, height: 400 };
  const drawn = (spots: Spot[]) => scatterDrawing(spots, size, { x: "Energy used, kWh", y: "Solar energy, kWh", number: String }).shapes;
  const texts = (shapes: readonly Shape[]) => shapes.flatMap((shape) => (shape.kind === "text" ? [shape.text] : []));

  it("begins both axes at nothing and names them with their units", () => {
    const { left, top, plot } = placesOf([spot(7, 30)], size);
    expect([left(0), left(10), top(0), top(50)]).toEqual([plot.x, plot.x + plot.width, plot.y + plot.height, plot.y]);
    expect(texts(drawn([spot(7, 30)]))).toEqual(expect.arrayContaining(["↑ Solar energy, kWh", "Energy used, kWh →", "50"]));
  });
  it("doubles what its colour says by the shape of its marks", () =>
    expect(drawn([spot(1, 1), spot(2, 2, { hollow: true }), spot(3, 3, { dotted: true })]).filter(({ kind }) => kind === "dot")).toMatchObject([{ radius: 5 }, { hollow: true }, { hollow: true, dotted: true }]));
  it("writes no name over another or over a mark", () => {
    const names = texts(drawn([spot(5, 5, { label: "Chatuchak" }), spot(5.01, 5.01, { label: "Dusit" }), spot(1, 9, { label: "Phra Nakhon" })])).filter((text) => ["Chatuchak", "Dusit", "Phra Nakhon"].includes(text));
    expect(names).toHaveLength(2);
    expect(names).toContain("Phra Nakhon");
  });
});
