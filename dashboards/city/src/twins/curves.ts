import { ask, type Kind, type Metric } from "../live/api";
import { inUnit, lastDay, meanKilowatts, momentText, quarter } from "../time/quarters";
import type { Word } from "./say";

/** A curve of a measure counted by quarter hours, or of what a channel said last in each. */
export interface CurveSource {
  measure?: string;
  channel?: string;
  colour: string;
  dashed?: boolean;
}

export interface CurveKind {
  title: Word;
  unit: string;
  decimals: number;
  sources: CurveSource[];
}

const fill: CurveKind = { title: "curve.fill", unit: "%", decimals: 1, sources: [{ channel: "fill-level", colour: "--waste" }] };

/** The main curves of each kind of twin. */
export const curvesOf: Record<Kind, CurveKind[]> = {
  building: [
    { title: "curve.power", unit: "kW", decimals: 1, sources: [{ measure: "pv-energy", colour: "--solar" }, { measure: "load-energy", colour: "--energy", dashed: true }] },
    { title: "curve.grid", unit: "kW", decimals: 1, sources: [{ measure: "import-energy", colour: "--energy" }, { measure: "export-energy", colour: "--solar", dashed: true }] },
  ],
  shuttle: [
    { title: "curve.drive", unit: "km", decimals: 2, sources: [{ measure: "vehicle-distance", colour: "--mobility" }, { measure: "passenger-distance", colour: "--solar", dashed: true }] },
    { title: "curve.battery", unit: "%", decimals: 1, sources: [{ channel: "state-of-charge", colour: "--mobility" }] },
  ],
  "waste-site": [
    { title: "curve.waste", unit: "t", decimals: 1, sources: [{ measure: "waste-collected", colour: "--waste" }, { measure: "waste-delivered", colour: "--ewaste", dashed: true }] },
    { title: "curve.energy", unit: "kW", decimals: 0, sources: [{ measure: "wte-energy", colour: "--energy" }] },
    fill,
  ],
  "e-waste-point": [{ title: "curve.ewaste", unit: "kg", decimals: 1, sources: [{ measure: "ewaste-collected", colour: "--ewaste" }, { measure: "ewaste-treated", colour: "--waste", dashed: true }] }, fill],
  thing: [
    { title: "curve.sun", unit: "W/m2", decimals: 0, sources: [{ channel: "irradiance-ghi", colour: "--energy" }] },
    { title: "curve.air", unit: "Cel", decimals: 1, sources: [{ channel: "air-temperature", colour: "--waste" }] },
  ],
  office: [],
};

/** Of each quarter hour (by its end) the last value read in it; null where none was. */
export const lastOfQuarters = (readings: readonly { at: string; value: number | null }[], ends: readonly number[]): (number | null)[] => {
  const last = new Map<number, number | null>();
  for (const { at, value } of readings) last.set(Math.ceil(Date.parse(at) / quarter) * quarter, value);
  return ends.map((end) => last.get(end) ?? null);
};

/** Each curve by source, in the order of {@link curvesOf}, and the ends of its quarter hours. */
export interface Curves {
  ends: number[];
  values: (number | null)[][][];
}

const read = async ({ measure, channel }: CurveSource, unit: string, id: string, set: string, ends: number[], stop: AbortSignal): Promise<(number | null)[]> => {
  const [from, to] = [momentText(ends[0]!), momentText(ends.at(-1)!)];
  const twin = encodeURIComponent(id);
  if (measure !== undefined) {
    const metric = await ask<Metric>(`/v1/metrics/${measure}?set=${set}&twin=${twin}&from=${from}&to=${to}&step=15m`, stop);
    const points = metric.series[0]?.points ?? [];
    return ends.slice(1).map((_, index) => {
      const value = points[index]?.value ?? null;
      return unit === "kW" ? meanKilowatts(value) : inUnit(value, metric.unit, unit);
    });
  }
  const readings = await ask<{ readings: { at: string; value: number | null }[] }>(`/v1/readings?twin=${twin}&channel=${channel}&from=${from}&to=${to}&limit=10000`, stop);
  return lastOfQuarters(readings.readings, ends.slice(1));
};

/** @param key "id kind set" */
export const readCurves = async (key: string, stop: AbortSignal): Promise<Curves> => {
  const [id, kind, set] = key.split(" ") as [string, Kind, string];
  const ends = lastDay(Date.now());
  const values = await Promise.all(curvesOf[kind].map(({ sources, unit }) => Promise.all(sources.map((source) => read(source, unit, id, set, ends, stop)))));
  return { ends: ends.slice(1), values };
};
