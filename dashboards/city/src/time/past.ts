import { ask, type Figure, type Metric } from "../live/api";
import { type Asked, figuresOf } from "./quarters";

/** What the ledger says of all that is asked, by the live figures' ids. */
export const readPast = async (asked: readonly Asked[], stop: AbortSignal): Promise<ReadonlyMap<string, Figure>> => {
  const metrics = await Promise.all(asked.map(({ path }) => ask<Metric>(path, stop)));
  return new Map(metrics.flatMap((metric, index) => figuresOf(asked[index]!, metric)).map((figure) => [figure.id, figure]));
};
