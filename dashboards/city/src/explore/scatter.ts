import type { Point } from "../live/api";
import { bounds, type Drawing, type Shape } from "./drawing";
import type { Question, SeriesBy } from "./query";
import { isEstimated, type Row } from "./rows";

/** One group over the whole time, or one step of time, under both measures. */
export interface Pair {
  /** A group's, or the step's beginning. */
  key: string;
  x: Point | null;
  y: Point | null;
  xBy: SeriesBy | null;
  yBy: SeriesBy | null;
  partial: boolean;
  estimated: boolean;
}

/** Known in both, so that it has a place. */
export interface Placed extends Pair {
  x: Point & { value: number };
  y: Point & { value: number };
}

/** Two answers brought together: groups where there are any, the greatest first, else steps in order. */
export const pairsOf = (question: Question, rows: readonly Row[], others: readonly Row[]): Pair[] => {
  const made = (key: string, row: Row | undefined, other: Row | undefined, x: Point | null, y: Point | null, partial: boolean): Pair => ({
    key, x, y, xBy: row?.by ?? null, yBy: other?.by ?? null, partial, estimated: isEstimated(x ?? undefined) || isEstimated(y ?? undefined),
  });
  if (question.by !== null)
    return [...new Set([...rows, ...others].map(({ key }) => key))].map((key) => {
      const [row, other] = [rows, others].map((all) => all.find((one) => one.key === key));
      return made(key, row, other, row?.whole ?? null, other?.whole ?? null, false);
    });
  const [row, other] = [rows[0], others[0]];
  const steps = new Map(other?.points.map((point, step) => [point.from, step]));
  return (row?.points ?? []).map((x, index) => {
    const step = steps.get(x.from);
    return made(x.from, row, other, x, step === undefined ? null : other!.points[step]!, row!.partial[index] === true || (step !== undefined && other!.partial[step] === true));
  });
};

export const isPlaced = (pair: Pair): pair is Placed => pair.x?.value != null && pair.y?.value != null;

/** A pair as it is drawn, in the units of its axes. */
export interface Spot {
  x: number;
  y: number;
  hollow: boolean;
  dotted: boolean;
  label: string;
}

export interface ScatterSize {
  width: number;
  height: number;
}

const room = { left: 64, right: 16, top: 30, bottom: 52 };
const text = { size: 13, wide: 7.5 };

/** Where spots lie on a sheet: both axes from 0, or from the least below it, to a round number. */
export const placesOf = (spots: readonly Spot[], { width, height }: ScatterSize) => {
  const [across, up] = [bounds([{ values: spots.map(({ x }) => x) }]), bounds([{ values: spots.map(({ y }) => y) }])];
  const plot = { x: room.left, y: room.top, width: width - room.left - room.right, height: height - room.top - room.bottom };
  const left = (x: number) => plot.x + ((x - across.least) / (across.most - across.least || 1)) * plot.width;
  const top = (y: number) => plot.y + plot.height - ((y - up.least) / (up.most - up.least || 1)) * plot.height;
  return { across, up, plot, left, top, places: spots.map(({ x, y }) => [left(x), top(y)] as const) };
};

/** Axes with names and units, a mark for each spot, and names where there is room for them. */
export const scatterDrawing = (spots: readonly Spot[], size: ScatterSize, say: { x: string; y: string; number: (value: number) => string }): Drawing => {
  const { across, up, plot, left, top, places } = placesOf(spots, size);
  const shapes: Shape[] = [];
  const ticks = plot.width < 420 ? 2 : 5;
  for (let tick = 0; tick <= ticks; tick++) {
    const [x, y] = [across, up].map(({ least, most }) => least + ((most - least) * tick) / ticks) as [number, number];
    shapes.push({ kind: "line", points: [[plot.x, top(y)], [plot.x + plot.width, top(y)]], ink: "--line", width: 1 });
    shapes.push({ kind: "line", points: [[left(x), plot.y], [left(x), plot.y + plot.height]], ink: "--line", width: 1 });
    shapes.push({ kind: "text", x: plot.x - 8, y: top(y) + 4, text: say.number(y), size: text.size, ink: "--muted", anchor: "end" });
    const anchor = tick === ticks ? { anchor: "end" as const } : tick > 0 ? { anchor: "middle" as const } : {};
    shapes.push({ kind: "text", x: left(x), y: plot.y + plot.height + 18, text: say.number(x), size: text.size, ink: "--muted", ...anchor });
  }
  shapes.push({ kind: "text", x: 0, y: 14, text: `↑ ${say.y}`, size: text.size, ink: "--text" });
  shapes.push({ kind: "text", x: plot.x + plot.width, y: plot.y + plot.height + 40, text: `${say.x} →`, size: text.size, ink: "--text", anchor: "end" });
  spots.forEach(({ hollow, dotted }, index) => {
    const [x, y] = places[index]!;
    shapes.push({ kind: "dot", x, y, radius: 5, ink: "--solar", ...((hollow || dotted) && { hollow: true }), ...(dotted && { dotted }) });
  });
  return { ...size, shapes: [...shapes, ...labels(spots, places, plot)] };
};

const mostLabels = 12;

// Those farthest out first; one that would cover another name or a mark is left out.
const labels = (spots: readonly Spot[], places: readonly (readonly [number, number])[], plot: { x: number; width: number }): Shape[] => {
  const taken = places.map(([x, y]) => ({ from: x - 7, to: x + 7, above: y - 7, below: y + 7 }));
  const shapes: Shape[] = [];
  const order = spots.map((_, index) => index).toSorted((a, b) => places[b]![0] - places[b]![1] - (places[a]![0] - places[a]![1]));
  for (const index of order) {
    const [[x, y], { label }] = [places[index]!, spots[index]!];
    if (label === "" || shapes.length >= mostLabels) continue;
    const long = [...label].reduce((sum, letter) => sum + (letter > "\u2fff" ? 2 : 1) * text.wide, 0);
    const isRight = x + 10 + long > plot.x + plot.width;
    const box = isRight ? { from: x - 10 - long, to: x - 8, above: y - 8, below: y + 6 } : { from: x + 8, to: x + 10 + long, above: y - 8, below: y + 6 };
    if (box.from < plot.x || taken.some((other) => other.from < box.to && other.to > box.from && other.above < box.below && other.below > box.above)) continue;
    taken.push(box);
    shapes.push({ kind: "text", x: isRight ? x - 10 : x + 10, y: y + 4, text: label, size: text.size, ink: "--text", ...(isRight && { anchor: "end" as const }) });
  }
  return shapes;
};
