import { ask, type TwinState } from "../live/api";
import type { Flow } from "./places";

/** More waste sites than a city has would only cost questions. */
export const mostSites = 40;

/** What a site passed on today, by where it went; nothing of it left the register out. */
export const flowsOf = (state: TwinState): Flow[] => {
  const to = new Map<string, number>();
  for (const { measure, by, value } of state.waste?.today ?? [])
    if (measure === "waste-transferred" && by.destination && value > 0) to.set(by.destination, (to.get(by.destination) ?? 0) + value);
  return [...to].map(([destination, kilograms]) => ({ from: state.id, to: destination, kilograms }));
};

/** @param ids Waste sites, with spaces between. */
export const readFlows = async (ids: string, stop: AbortSignal): Promise<Flow[]> =>
  (await Promise.all(ids.split(" ").map((id) => ask<TwinState>(`/v1/twins/${encodeURIComponent(id)}/state`, stop)))).flatMap(flowsOf);
