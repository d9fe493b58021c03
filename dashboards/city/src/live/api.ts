import type { Language } from "../shared/messages";

export type CitySet = "real" | "rehearsal";
export const kinds = ["building", "shuttle", "waste-site", "e-waste-point", "thing", "office"] as const;
export type Kind = (typeof kinds)[number];
/** Who drives a shuttle. */
export type Mode = "auto" | "remote" | "manual" | "safe-stop";
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
  /** What the ledger counts of it; null for figures of now. */
  measure?: string | null;
  /** Null where it means nothing: of what is counted nobody knows what was not told. */
  coverage: number | null;
  quality: Quality | null;
  newest: string | null;
  /** What the activity was multiplied by, of emissions. */
  factor?: { id: string; version: number; value: number; unit: string; gas: string; status: "official" | "press" | "secondary" | "derived" | "memory" };
  /** The address that says where it comes from. */
  explain?: string;
  /** Null of the past. */
  twins: { live: number; of: number } | null;
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
  /** Null when never heard, and of a position. */
  value: number | null;
  place?: { lat: number; lon: number } | null;
  unit: string;
  at: string | null;
  freshness: Freshness;
}

export interface Twin {
  id: string;
  kind: Kind;
  set: CitySet;
  name: LocalName;
  area: string;
  place: { lat: number; lon: number } | null;
  /** Of the channel that speaks best. */
  freshness: Freshness;
  /** Of the newest reading or event; null when it was never heard. */
  heardAt: string | null;
  /** Of a shuttle: who drives; null when nobody said. */
  mode?: Mode | null;
  latest: Channel[];
}

export interface TwinPage {
  /** How many match, on all pages. */
  of: number;
  /** Asks for the next page; null on the last. */
  after: string | null;
  twins: Twin[];
}

/** A way that shuttles drive. */
export interface Route {
  /** As its twins name it; null where they name none. */
  id: string | null;
  /** In order; the last place leads back to the first. Null when nobody said. */
  loop: { lat: number; lon: number }[] | null;
  stops: { stop: string; name: LocalName | null; place: { lat: number; lon: number } }[];
  twins: string[];
}

export interface RoutePage {
  routes: Route[];
}

export interface Alarm {
  code: string;
  since: string;
  says: string;
  cure: string;
}

export interface TwinAlarms {
  asOf: string;
  asked: number;
  answered: number;
  of: number;
  alarms: (Alarm & { twin: string; kind: Kind; name: LocalName; area: string })[];
}

export interface SunNow {
  up: boolean;
  sunrise: string;
  sunset: string;
  nextSunrise: string;
}

export interface Metric {
  measure: string;
  unit: string;
  series: { by: { twin?: string; area?: string }; points: Point[] }[];
}

export interface Point {
  from: string;
  to: string;
  value: number | null;
  coverage: number | null;
  quality: Quality | null;
}

/** Part of what was counted today, by its measure's own dimensions, such as where it went. */
export interface Part {
  measure: string;
  by: Record<string, string>;
  value: number;
  unit: string;
}

/** What a waste site adds to its state. */
export interface WasteState {
  role: string | null;
  capacity: { value: number; unit: string } | null;
  today: Part[];
}

/** What an e-waste point adds to its state. */
export interface EWasteState {
  role: string | null;
  openLots: number;
  heldKg: number;
  unsanitisedItems: number;
  today: Part[];
}

/** What a shuttle adds to its state. */
export interface ShuttleState {
  headingDegrees: number | null;
  mode: { mode: string; since: string } | null;
  service: string;
  persons: number | null;
  stop: { stop: string; event: string; at: string } | null;
  faults: { code: string; severity: string; since: string }[];
}

export interface TwinState {
  id: string;
  kind: Kind;
  shuttle?: ShuttleState | null;
  waste?: WasteState | null;
  eWaste?: EWasteState | null;
  set: CitySet;
  asOf: string;
  name: LocalName;
  area: string;
  channels: Channel[];
  today: { measure: string; value: number | null; unit: string; coverage: number | null; quality: Quality | null }[];
  alarms: Alarm[];
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

/** The twin's own words of why it refused; empty where nobody answered. */
export const causeOf = (failure: unknown): string => (failure instanceof Refused ? failure.message : "");

/** Fetches JSON; a problem's own words become the error's. */
export const ask = async <T>(path: string, stop?: AbortSignal): Promise<T> => {
  const answer = await fetch(path, { headers: { accept: "application/json" }, ...(stop && { signal: stop }) });
  if (answer.ok) return (await answer.json()) as T;
  const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
  throw new Refused(answer.status, problem?.detail ?? answer.statusText);
};

/** Sends a body; a problem's own words become the error's. */
export const send = async <T>(path: string, body: string, type = "application/json", method = "POST"): Promise<T> => {
  const answer = await fetch(path, { method, headers: { accept: "application/json", "content-type": type }, body });
  if (answer.ok) return (await answer.json()) as T;
  const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
  throw new Refused(answer.status, problem?.detail ?? answer.statusText);
};
