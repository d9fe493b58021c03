import type { Language } from "../shared/messages";

export type CitySet = "real" | "rehearsal";
export type Freshness = "live" | "late" | "stale" | "silent";

export interface Quality {
  measured: number;
  estimated: number;
  missing: number;
}

export interface Figure {
  /** "city/pv-power-now" or "districts/1030/pv-power-now". */
  id: string;
  value: number | null;
  unit: string;
  coverage: number | null;
  quality: Quality | null;
  newest: string | null;
  twins: { live: number; of: number };
}

export interface LocalName {
  en: string;
  th?: string | null;
  ja?: string | null;
}

export interface District {
  code: string;
  name: LocalName;
}

/** Event "snapshot": everything; what was held before is void. */
export interface Snapshot {
  serverTime: string;
  city: { set: CitySet; figures: Figure[]; districts: (District & { figures: Figure[] })[] | null };
}

/** Event "change": each figure replaces the one of the same id. */
export interface Change {
  serverTime: string;
  set: CitySet;
  figures: Figure[];
}

/** Event "heartbeat": nothing changed, or the city is still gathering itself. */
export interface Heartbeat {
  serverTime: string;
  /** When the city last vouched for its sums. */
  asOf: string | null;
  complete: boolean;
}

export interface Channel {
  channel: string;
  value: number | null;
  unit: string;
  at: string | null;
  freshness: Freshness;
}

export interface Twin {
  id: string;
  set: CitySet;
  name: LocalName;
  area: string;
  /** Of the channel that speaks best. */
  freshness: Freshness;
  latest: Channel[];
}

export interface TwinPage {
  /** How many match, on all pages. */
  of: number;
  /** Asks for the next page; null on the last. */
  after: string | null;
  twins: Twin[];
}

export interface TwinState {
  id: string;
  set: CitySet;
  asOf: string;
  name: LocalName;
  area: string;
  channels: Channel[];
  today: { measure: string; value: number | null; unit: string; coverage: number | null; quality: Quality | null }[];
  alarms: { code: string; since: string; says: string; cure: string }[];
}

/** English stands in where a name is missing. */
export const nameIn = (name: LocalName, language: Language): string => name[language] ?? name.en;

/** The twin answered, but not with what was asked for. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

/** Fetches JSON; a problem's own words become the error's. */
export const ask = async <T>(path: string, stop?: AbortSignal): Promise<T> => {
  const answer = await fetch(path, { headers: { accept: "application/json" }, ...(stop && { signal: stop }) });
  if (answer.ok) return (await answer.json()) as T;
  const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
  throw new Refused(answer.status, problem?.detail ?? answer.statusText);
};
