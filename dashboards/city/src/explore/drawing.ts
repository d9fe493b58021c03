import { cividis, inkOn, roundUp, type Scale } from "../map/colours";

/** A custom property of the theme ("--solar") or a colour. */
export type Ink = string;

export type Shape =
  | { kind: "rect"; x: number; y: number; width: number; height: number; ink: Ink }
  | { kind: "line"; points: readonly (readonly [number, number])[]; ink: Ink; width: number; dashed?: boolean; dotted?: boolean }
  | { kind: "dot"; x: number; y: number; radius: number; ink: Ink; hollow?: boolean; dotted?: boolean }
  | { kind: "text"; x: number; y: number; text: string; size: number; ink: Ink; anchor?: "middle" | "end"; bold?: boolean };

/** Shapes on a sheet: one drawing for the screen, for SVG and for PNG. */
export interface Drawing {
  width: number;
  height: number;
  shapes: readonly Shape[];
}

export interface Curve {
  values: readonly (number | null)[];
  /** By step: rests on estimates. */
  estimated: readonly boolean[];
  /** By step: not whole, and less for that. */
  partial?: readonly boolean[];
  ink: Ink;
  /** What it is compared with: a thin line. */
  faint?: boolean;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Lines of a curve inside a box, from 0 (or the least below it) to most. Gaps are never joined; a lone point is a short stroke. What is not whole is dotted to and ends hollow. */
export const curveShapes = ({ values, estimated, partial = [], ink, faint }: Curve, box: Box, least: number, most: number): Shape[] => {
  const x = (index: number) => box.x + (values.length < 2 ? 0.5 : index / (values.length - 1)) * box.width;
  const y = (value: number) => box.y + box.height - ((value - least) / (most - least || 1)) * box.height;
  const width = faint ? 1 : 2;
  const shapes: Shape[] = [];
  let points: [number, number][] = [];
  let drawn: "whole" | "dashed" | "dotted" = "whole";
  const end = () => {
    if (points.length > 1) shapes.push({ kind: "line", points, ink, width, dashed: drawn === "dashed", ...(drawn === "dotted" && { dotted: true }) });
    points = [];
  };
  values.forEach((value, index) => {
    if (value === null) return end();
    const here: [number, number] = [x(index), y(value)];
    const before = values[index - 1] ?? null;
    if (partial[index]) shapes.push({ kind: "line", points: [[-3, 0], [0, -3], [3, 0], [0, 3], [-3, 0]].map(([right, down]) => [here[0] + right!, here[1] + down!] as const), ink, width: 1 });
    else if (before === null && (values[index + 1] ?? null) === null) shapes.push({ kind: "line", points: [[here[0] - 2, here[1]], [here[0] + 2, here[1]]], ink, width: width + 1 });
    const to = (steps: readonly boolean[]) => steps[index] === true || (before !== null && steps[index - 1] === true);
    const next = to(partial) ? "dotted" : to(estimated) ? "dashed" : "whole";
    if (points.length > 1 && next !== drawn) {
      const last = points.at(-1)!;
      end();
      points = [last];
    }
    drawn = next;
    points.push(here);
  });
  end();
  return shapes;
};

export const bounds = (curves: readonly { values: readonly (number | null)[] }[]): { least: number; most: number } => {
  let [least, most] = [0, 0];
  for (const { values } of curves) for (const value of values) if (value !== null) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return { least: least < 0 ? -roundUp(-least) : 0, most: most > 0 ? roundUp(most) : least < 0 ? 0 : 1 };
};

/** A line chart with axes, for pictures; on screen it is uPlot's. */
export const lineDrawing = (curves: readonly (Curve & { label: string })[], times: readonly number[], say: { number: (value: number) => string; time: (moment: number) => string }): Drawing => {
  const [width, plot] = [1200, { x: 90, y: 20, width: 1090, height: 400 }];
  const { least, most } = bounds(curves);
  const shapes: Shape[] = [];
  for (let tick = 0; tick <= 5; tick++) {
    const y = plot.y + plot.height - (tick / 5) * plot.height;
    shapes.push({ kind: "line", points: [[plot.x, y], [plot.x + plot.width, y]], ink: "--line", width: 1 });
    shapes.push({ kind: "text", x: plot.x - 8, y: y + 5, text: say.number(least + ((most - least) * tick) / 5), size: 14, ink: "--muted", anchor: "end" });
  }
  const labels = Math.min(7, times.length);
  for (let label = 0; label < labels; label++) {
    const index = labels < 2 ? 0 : Math.round((label / (labels - 1)) * (times.length - 1));
    const anchor = label === labels - 1 && labels > 1 ? { anchor: "end" as const } : label > 0 ? { anchor: "middle" as const } : {};
    shapes.push({ kind: "text", x: plot.x + (times.length < 2 ? 0.5 : index / (times.length - 1)) * plot.width, y: plot.y + plot.height + 22, text: say.time(times[index]!), size: 14, ink: "--muted", ...anchor });
  }
  curves.forEach((curve, index) => {
    const [x, y] = [plot.x + (index % 3) * 365, plot.y + plot.height + 50 + Math.floor(index / 3) * 22];
    shapes.push(...curveShapes(curve, plot, least, most));
    shapes.push({ kind: "line", points: [[x, y], [x + 28, y]], ink: curve.ink, width: curve.faint ? 1 : 3 });
    shapes.push({ kind: "text", x: x + 36, y: y + 5, text: curve.label, size: 14, ink: "--text" });
  });
  return { width, height: plot.y + plot.height + 50 + Math.ceil(curves.length / 3) * 22, shapes };
};

/** One of many small charts; all share the scale. */
export const cellDrawing = (curves: readonly Curve[], least: number, most: number): Drawing => {
  const [width, height] = [160, 64];
  const zero = height - 2 - ((0 - least) / (most - least || 1)) * (height - 4);
  return {
    width, height,
    shapes: [{ kind: "line", points: [[0, zero], [width, zero]], ink: "--line-strong", width: 1 }, ...curves.flatMap((curve) => curveShapes(curve, { x: 2, y: 2, width: width - 4, height: height - 4 }, least, most))],
  };
};

/** Drawings on a grid, each under its name. */
export const gridDrawing = (cells: readonly { name: string; value: string; drawing: Drawing }[], columns = 7): Drawing => {
  const [across, down] = [170, 112];
  return {
    width: columns * across, height: Math.ceil(cells.length / columns) * down,
    shapes: cells.flatMap(({ name, value, drawing }, index) => {
      const [x, y] = [(index % columns) * across, Math.floor(index / columns) * down];
      return [
        { kind: "text" as const, x, y: y + 14, text: name, size: 13, ink: "--text", bold: true },
        { kind: "text" as const, x, y: y + 30, text: value, size: 12, ink: "--muted" },
        ...drawing.shapes.map((shape) => moved(shape, x, y + 36)),
      ];
    }),
  };
};

export interface Hour {
  /** 0 to 23, in Bangkok. */
  hour: number;
  /** Column. */
  day: number;
  value: number | null;
  estimated: boolean;
  /** Not whole, and less for that. */
  partial?: boolean;
}

export const calendarGeometry = { left: 46, top: 22, down: 13, wide: 900 };

/** Hours down, days across. What is not known is empty and ringed; what is estimated has a bar below; what is not whole is ringed and half filled. */
export const calendarDrawing = (hours: readonly Hour[], days: readonly string[], scale: Scale): Drawing => {
  const { left, top, down, wide } = calendarGeometry;
  const across = (wide - left) / Math.max(1, days.length);
  const gap = across > 6 ? 1 : 0;
  const shapes: Shape[] = [];
  for (let hour = 0; hour < 24; hour += 3) shapes.push({ kind: "text", x: left - 6, y: top + hour * down + 11, text: `${String(hour).padStart(2, "0")}:00`, size: 12, ink: "--muted", anchor: "end" });
  const every = Math.ceil(days.length / 10);
  days.forEach((text, index) => {
    if (index % every === 0) shapes.push({ kind: "text", x: left + index * across, y: 14, text: text.slice(5), size: 12, ink: "--muted" });
  });
  for (const { hour, day, value, estimated, partial } of hours) {
    const [x, y, step] = [left + day * across, top + hour * down, scale.step(value)];
    const [width, height] = [across - gap, down - 1];
    if (step === null || partial) shapes.push({ kind: "line", points: [[x + 0.5, y + 0.5], [x + width - 0.5, y + 0.5], [x + width - 0.5, y + height - 0.5], [x + 0.5, y + height - 0.5], [x + 0.5, y + 0.5]], ink: partial ? "--line-strong" : "--line", width: 1 });
    if (step !== null) {
      shapes.push({ kind: "rect", x, y: partial ? y + height / 2 : y, width, height: partial ? height / 2 : height, ink: cividis[step]! });
      if (estimated && width > 5) shapes.push({ kind: "line", points: [[x + width * 0.3, y + height - 2], [x + width * 0.7, y + height - 2]], ink: inkOn(step), width: 1 });
    }
  }
  return { width: wide, height: top + 24 * down, shapes };
};

/** Equal tiles where the districts lie. */
export const tilesDrawing = (tiles: readonly { column: number; row: number; name: string; value: string; step: number | null; out?: boolean }[]): Drawing => {
  const [across, down] = [130, 66];
  return {
    width: 9 * across, height: 8 * down,
    shapes: tiles.flatMap(({ column, row, name, value, step, out }): Shape[] => {
      const [x, y, ink] = [column * across, row * down, out ? "--muted" : step === null ? "--text" : inkOn(step)];
      return [
        { kind: "rect", x, y, width: across - 3, height: down - 3, ink: out ? "--surface" : step === null ? "--land" : cividis[step]! },
        { kind: "text", x: x + 7, y: y + 20, text: name, size: 12, ink },
        { kind: "text", x: x + 7, y: y + 50, text: value, size: 14, ink, bold: true },
      ];
    }),
  };
};

export const moved = (shape: Shape, x: number, y: number): Shape =>
  shape.kind === "line" ? { ...shape, points: shape.points.map(([a, b]) => [a + x, b + y] as const) } : { ...shape, x: shape.x + x, y: shape.y + y };
