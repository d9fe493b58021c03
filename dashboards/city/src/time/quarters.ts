import type { Figure, Metric, Point } from "../live/api";

/** The ledger's windows. */
export const quarter = 15 * 60_000;
const bangkok = 7 * 3_600_000;
const day = 24 * 3_600_000;

/** Bangkok's midnight at or before the moment; UTC+7 all year. */
export const midnight = (moment: number): number => Math.floor((moment + bangkok) / day) * day - bangkok;

/** How far back the time bar goes: so many steps; a jump and, while it plays, a tick are several of them. */
export const spans = {
  day: { step: quarter, of: 96, api: "15m", jump: 4, tick: 1 },
  week: { step: 4 * quarter, of: 168, api: "1h", jump: 24, tick: 2 },
  month: { step: 4 * quarter, of: 720, api: "1h", jump: 24, tick: 12 },
} as const;
export type Span = keyof typeof spans;

export const isSpan = (text: string | null): text is Span => text !== null && Object.hasOwn(spans, text);

/** The steps' ends, oldest first; one before the first step begins it. Never ahead of now. */
export const momentsOf = (now: number, span: Span): number[] => {
  const { step, of } = spans[span];
  const last = Math.floor(now / step) * step;
  return Array.from({ length: of + 1 }, (_, at) => last - (of - at) * step);
};

/** How many ticks one is while it plays. */
export const paces = [1, 2, 4, 8] as const;

/** The shortest bar that reaches back to a moment, but none shorter than the one shown. */
export const spanOf = (moment: number, now: number, shown: Span): Span =>
  ([shown, "week", "month"] as const).find((span) => moment >= momentsOf(now, span)[0]!) ?? "month";

/** "2026-11-24T12:00", as a clock in Bangkok shows a moment and a field of date and time holds it; with 19 letters also its seconds. */
export const hereOf = (moment: number, letters = 16): string => new Date(moment + bangkok).toISOString().slice(0, letters);

/** And back; null for nonsense. */
export const instantHere = (text: string | null): number | null => {
  const moment = text !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text) ? Date.parse(`${text}+07:00`) : Number.NaN;
  return Number.isFinite(moment) ? moment : null;
};

/** The same on a whole quarter hour. */
export const momentHere = (text: string): number | null => {
  const moment = instantHere(text);
  return moment === null ? null : Math.round(moment / quarter) * quarter;
};

export const lastDay = (now: number): number[] => momentsOf(now, "day");

/** A moment out of the address, on a whole quarter hour; null for none or nonsense. */
export const momentOf = (text: string | null): number | null => {
  const moment = text === null ? Number.NaN : Date.parse(text);
  return Number.isFinite(moment) ? Math.round(moment / quarter) * quarter : null;
};

export const momentText = (moment: number): string => `${new Date(moment).toISOString().slice(0, 19)}Z`;

// From a ledger's unit to a figure's.
const factors: Record<string, number> = {
  "Wh kWh": 1e-3, "Wh MWh": 1e-6, "m km": 1e-3, "kg t": 1e-3, "{persons} 1": 1, "1 {persons}": 1,
};

/** Null for units that this page does not know to convert: rather nothing than a wrong number. */
export const inUnit = (value: number | null, from: string, to: string): number | null => {
  const factor = from === to ? 1 : factors[`${from} ${to}`];
  return value === null || factor === undefined ? null : Number((value * factor).toPrecision(12));
};

/** The mean power of a quarter hour in kW: its energy over its time. */
export const meanKilowatts = (wattHours: number | null): number | null => (wattHours === null ? null : Number((wattHours / 250).toPrecision(12)));

/** What to ask the ledger for one figure as of a moment, and how its answer becomes the figure. */
export interface Asked {
  name: string;
  unit: string;
  path: string;
  isNow: boolean;
  /** What explains it: the figure itself; of power, the energy that its mean is made of. */
  explained: string;
  /** The time of the explanation, as a query. */
  during: string;
}

export const askOf = (figure: { name: string; unit: string; measure: string }, set: string, at: number, byArea: boolean): Asked => {
  const isNow = figure.name.endsWith("-now");
  const from = isNow ? at - quarter : midnight(at - 1);
  const during = `set=${set}&from=${momentText(from)}&to=${momentText(at)}`;
  const path = `/v1/metrics/${figure.measure}?${during}&step=${isNow ? "15m" : "1d"}${byArea ? "&by=area" : ""}`;
  return { name: figure.name, unit: figure.unit, path, isNow, explained: isNow ? figure.measure : figure.name, during };
};

/** Figures as they were, with the live ones' ids. */
export const figuresOf = (asked: Asked, metric: Metric): Figure[] =>
  metric.series.flatMap(({ by, points }) => {
    const point: Point | undefined = points[0];
    if (!point) return [];
    const value = asked.isNow && asked.unit === "kW" ? meanKilowatts(point.value) : inUnit(point.value, metric.unit, asked.unit);
    const scope = by.area === undefined ? "city" : `districts/${by.area}`;
    const explain = `/v1/explain/${scope}/${asked.explained}?${asked.during}`;
    return [{ id: `${scope}/${asked.name}`, value, unit: asked.unit, measure: metric.measure, coverage: point.coverage, quality: point.quality, newest: null, explain, twins: null }];
  });
