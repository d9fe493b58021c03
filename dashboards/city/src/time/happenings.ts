import { ask, type Metric } from "../live/api";

/** What happens at moments and is worth going back to: interventions, safe stops, loads of waste that are weighed. */
export const happenings = ["disengagements", "safety-stops", "waste-collected"] as const;
export type Happening = (typeof happenings)[number];

/** How much of each happened, by step of the bar; null where nothing is known. */
export type Happened = ReadonlyMap<Happening, { unit: string; values: readonly (number | null)[] }>;

/** @param query set, from, to and step of the API */
export const readHappened = async (query: string, stop: AbortSignal): Promise<Happened> => {
  const metrics = await Promise.all(happenings.map((measure) => ask<Metric>(`/v1/metrics/${measure}?${query}`, stop)));
  return new Map(happenings.map((name, index) => [name, { unit: metrics[index]!.unit, values: metrics[index]!.series[0]?.points.map(({ value }) => value) ?? [] }]));
};

/** What happened in the step that ends at an index of the bar; nothing where nothing did. */
export const happenedAt = (happened: Happened | null, index: number): { name: Happening; value: number; unit: string }[] =>
  [...(happened ?? [])].flatMap(([name, { unit, values }]) => {
    const value = values[index - 1] ?? 0;
    return value > 0 ? [{ name, value, unit }] : [];
  });
