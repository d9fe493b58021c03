import { type FigureKind, figures } from "../city/figures";
import type { Figure } from "../live/api";
import { readPast } from "../time/past";
import { askOf, midnight, momentText, quarter } from "../time/quarters";

/** One side of a comparison: a place (null: the whole city) at a moment of the past (null: now). */
export interface Side {
  district: string | null;
  at: number | null;
}

/** "1030" | "city", then "@2026-11-22T05:00:00Z" for a moment of the past. */
export const sideText = ({ district, at }: Side): string => `${district ?? "city"}${at === null ? "" : `@${momentText(at)}`}`;

/** Nonsense is the whole city, now. */
export const sideOf = (text: string | null): Side => {
  const [place = "city", moment = ""] = (text ?? "").split("@");
  const at = Date.parse(moment);
  return { district: /^\d{4}$/.test(place) ? place : null, at: Number.isFinite(at) ? Math.floor(at / quarter) * quarter : null };
};

export const figureId = ({ district }: Side, name: string): string => `${district === null ? "city" : `districts/${district}`}/${name}`;

/** Where a figure of the past comes from, as far as the ledger counts it; power is a mean of energy. */
export const explainOf = (side: Side, kind: FigureKind, set: string): string | null => {
  if (side.at === null) return null;
  const from = kind.name.endsWith("-now") ? side.at - quarter : midnight(side.at - 1);
  return `/v1/explain/${figureId(side, kind.measure)}?set=${set}&from=${momentText(from)}&to=${momentText(side.at)}`;
};

/** All figures of a side in the past, by their live ids. @param key "set side" */
export const readSide = async (key: string, stop: AbortSignal): Promise<ReadonlyMap<string, Figure>> => {
  const [set, text] = key.split(" ") as [string, string];
  const side = sideOf(text);
  const asked = figures.map((kind) => askOf(kind, set, side.at!, side.district !== null));
  return readPast(side.district === null ? asked : asked.map((one) => ({ ...one, path: `${one.path}&area=${side.district}` })), stop);
};
