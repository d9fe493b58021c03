import { ask, type CitySet, type Mode } from "../live/api";
import { momentText } from "../time/quarters";
import { Fleet } from "./frames";
import { modes } from "./modes";

/** A page of /v1/vehicles/places; null is unknown. */
export interface Places {
  of: number;
  after: string | null;
  vehicles: { twin: string; place: { lat: number; lon: number } | null; fixedAt: string | null; mode: Mode | null }[];
}

/** The carts of which it is known where they were at a moment, and how many there are in all. */
export interface PastFleet {
  of: number;
  fleet: Fleet;
}

/** A place is not led by another, so nobody knows where a cart headed. */
export const fleetOf = (pages: readonly Places[]): PastFleet => ({
  of: pages.at(-1)?.of ?? 0,
  fleet: Fleet.of(
    pages.flatMap(({ vehicles }) => vehicles).flatMap(({ twin, place, fixedAt, mode }) =>
      place && fixedAt ? [{ id: twin, ...place, heading: null, fixedAt: Date.parse(fixedAt), mode: Math.max(0, modes.indexOf(mode ?? "unknown")) }] : []),
  ),
});

export const readPlaces = async (set: CitySet, at: number, stop: AbortSignal): Promise<PastFleet> => {
  const pages: Places[] = [];
  let after: string | null = null;
  do {
    const page: Places = await ask(`/v1/vehicles/places?set=${set}&at=${momentText(at)}${after === null ? "" : `&after=${after}`}`, stop);
    pages.push(page);
    after = page.after;
  } while (after !== null);
  return fleetOf(pages);
};
