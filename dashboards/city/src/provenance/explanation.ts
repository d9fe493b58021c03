import type { CitySet, Figure, Quality } from "../live/api";

/** GET /v1/explain/...: one step on the way from a figure down to readings. */
export interface Explanation {
  figure: string;
  says: string;
  set: CitySet;
  value: number | null;
  /** In whole steps, as text: more digits than a double holds. */
  exact: string | null;
  unit: string;
  /** Null of what is at a moment. */
  from: string | null;
  to: string;
  asOf: string;
  knownAt: string | null;
  coverage: number | null;
  quality: Quality | null;
  formula: string;
  numbers: string;
  method: string;
  /** Of an inventory's row without a value: NE, IE, NO or C. */
  key?: string;
  factors: FactorUse[];
  /** Of a model, step by step. */
  lines: { says: string; value: number | null; unit: string; factors: string[] }[];
  /** Factors that the lines name. */
  parameters: FactorUse["factor"][];
  parts: Part[];
  readings: ChannelReadings[];
  events: TwinEvent[];
  notes: string[];
}

export interface Part {
  name: string;
  value: number | null;
  unit: string;
  quality?: Quality;
  /** What it adds to the figure, in the figure's unit, where its own value is in another. */
  adds?: number;
  /** Null where nothing leads further, such as of what somebody published. */
  explain: string | null;
}

export interface FactorUse {
  factor: {
    id: string;
    version: number;
    value: number;
    unit: string;
    gas: string;
    boundary: string;
    purpose: string;
    region: string;
    validFrom: string | null;
    validTo: string | null;
    source: { title: string; publisher: string; year: number | null; where: string | null };
    status: NonNullable<Figure["factor"]>["status"];
    canBeClosed: boolean;
    licence: string | null;
    uncertaintyPercent: number | null;
  };
  from: string;
  to: string;
  activity: number;
  activityUnit: string;
  value: number;
  alternatives: string[];
}

export interface ChannelReadings {
  channel: string;
  unit: string;
  shard: number;
  readings: Reading[];
  /** The address of the same readings as CSV. */
  export: string;
}

export interface Reading {
  at: string;
  since: string | null;
  value: number | null;
  place: { lat: number; lon: number } | null;
  quality: string;
  feed: string;
  offset: number;
}

export interface TwinEvent {
  twin: string;
  type: string;
  id: string;
  at: string;
  fields: Record<string, unknown>;
  about?: string;
  quality: string;
  feed: string;
  offset: number;
}

/** What an address under /v1/explain asks for. */
export interface Asked {
  /** "city", "districts" or "twins"; of the accounts "inventory", "change", "methane" and so on. */
  scope: string;
  /** The district's code or the twin's id; null of the city. */
  of: string | null;
  figure: string;
  from: string | null;
  to: string | null;
}

export const askedOf = (address: string): Asked => {
  const { pathname, searchParams } = new URL(address, "http://twin");
  const [scope = "", ...rest] = pathname.split("/").slice(3).map(decodeURIComponent);
  // Of the totals of an inventory the sector is part of the figure.
  const isTotal = scope === "inventory" && rest[0] === "total";
  return { scope, of: rest.length > 1 ? rest[0]! : null, figure: isTotal ? rest.slice(1).join("/") : (rest.at(-1) ?? scope), from: searchParams.get("from"), to: searchParams.get("to") };
};

/** The address with one more thing asked for. */
export const asking = (address: string, name: string, value: string): string => `${address}${address.includes("?") ? "&" : "?"}${name}=${value}`;

/** How many digits stand behind the point of a number as it came. */
export const decimalsOf = (value: number): number => {
  const [digits = "", power = "0"] = String(value).split("e");
  return Math.min(20, Math.max(0, (digits.split(".")[1] ?? "").length - Number(power)));
};

/** Units as people write them beside a number in full; counts have none. */
export const plainUnit = (unit: string): string => (unit === "1" || unit.startsWith("{") ? "" : unit === "Cel" ? "°C" : unit.replace("m2", "m²").replace("m3", "m³"));

/** Where a source can be read, if it begins with an address on the web. */
export const linkOf = (where: string | null): string | null => {
  const found = /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,}\/\S*)/i.exec(where ?? "");
  return found ? `https://${found[1]!.replace(/[;,.)]+$/, "")}` : null;
};
