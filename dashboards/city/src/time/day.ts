import { ask, type Metric, type Point } from "../live/api";
import { lastDay, momentText } from "./quarters";

/** The last 24 hours by quarter hours, of each measure. */
export interface Day {
  /** Ends of the quarter hours, ms. */
  ends: number[];
  points: ReadonlyMap<string, readonly Point[]>;
  units: ReadonlyMap<string, string>;
}

/** Whether two keys of {@link readDay} ask of the same set. */
export const sameSet = (before: string, next: string): boolean => before.split(" ")[0] === next.split(" ")[0];

/** @param key "set measure measure ..." */
export const readDay = async (key: string, stop: AbortSignal): Promise<Day> => {
  const [set, ...measures] = key.split(" ");
  const ends = lastDay(Date.now());
  const metrics = await Promise.all(
    measures.map((measure) => ask<Metric>(`/v1/metrics/${measure}?set=${set}&from=${momentText(ends[0]!)}&to=${momentText(ends.at(-1)!)}&step=15m`, stop)),
  );
  return {
    ends: ends.slice(1),
    points: new Map(metrics.map((metric) => [metric.measure, metric.series[0]?.points ?? []])),
    units: new Map(metrics.map((metric) => [metric.measure, metric.unit])),
  };
};
