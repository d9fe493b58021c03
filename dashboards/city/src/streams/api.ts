export const outcomes = ["accepted", "duplicate", "quarantined"] as const;
export type Outcome = (typeof outcomes)[number];

/** What a feed was answered: received = accepted + duplicate + quarantined. */
export interface Feed {
  feed: string;
  received: number;
  accepted: number;
  duplicate: number;
  quarantined: number;
  /** Of the quarantined. */
  discarded: number;
  lastReceivedAt: string | null;
  latestReadingAt: string | null;
  lagSeconds: number | null;
  /** Through the server that answers; null if it has heard nothing of the feed. */
  receivedLastMinute: number | null;
}

export interface TailItem {
  number: number;
  receivedAt: string;
  outcome: Outcome;
  twin: string | null;
  what: string | null;
  at: string | null;
  value: number | null;
  unit: string | null;
  place?: { lat: number; lon: number };
  code?: string;
  reason?: string;
  id?: string;
}

/** The newest first, at most 200. */
export interface Tail {
  since: string;
  receivedLastMinute: number;
  items: TailItem[];
}

export interface QuarantinedItem {
  id: string;
  set: "real" | "rehearsal";
  receivedAt: string;
  code: string;
  reason: string;
  cure: string;
  raw: string;
  rawIsBase64: boolean;
  resolved?: { outcome: "replayed" | "discarded"; reason: string; at: string };
}

export interface QuarantinePage {
  items: QuarantinedItem[];
  /** Address of the next page; absent on the last. */
  next?: string;
}

export interface ItemAnswer {
  index: number;
  outcome: Outcome;
  code?: string;
  reason?: string;
  cure?: string;
  id?: string;
}

export interface Answer {
  accepted: number;
  duplicate: number;
  quarantined: number;
  items: ItemAnswer[];
  /** True: nothing was taken. */
  dryRun?: boolean;
}

export interface Channel {
  channel: string;
  nature: "gauge" | "register" | "interval-amount" | "position";
  unit: string | null;
  least: number | null;
  most: number | null;
  kinds: string[];
}

export const knobs = ["gaps", "repeats", "reordering", "lateness", "sentinels", "stuck", "wrongUnit"] as const;
/** Chances from 0 to 1. */
export type Knobs = Record<(typeof knobs)[number], number>;

export interface Rehearsal {
  enabled: boolean;
  /** By twin or kind. */
  faults: Record<string, Knobs>;
}
