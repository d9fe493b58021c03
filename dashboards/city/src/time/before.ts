import { type FigureName, kindOf } from "../city/figures";
import type { Figure } from "../live/api";
import { readPast } from "./past";
import { askOf, midnight, quarter } from "./quarters";

const day = 24 * 3_600_000;

/** A day before the last whole quarter hour. */
export const dayBefore = (moment: number): number => Math.floor(moment / quarter) * quarter - day;

/** Whether the figure can be compared at that moment: at midnight a day's sum has nothing yet. */
export const isComparable = (name: FigureName, at: number): boolean => name.endsWith("-now") || at !== midnight(at);

/** @param key "set moment figure figure ..." */
export const readBefore = async (key: string, stop: AbortSignal): Promise<ReadonlyMap<string, Figure>> => {
  const [set, moment, ...names] = key.split(" ") as [string, string, ...FigureName[]];
  const at = Number(moment);
  const asked = names.filter((name) => isComparable(name, at)).map((name) => askOf(kindOf(name), set, at, false));
  return readPast(asked, stop);
};
