import type { CitySet } from "../live/api";
import type { Asked } from "./query";
import type { Row } from "./rows";

/** What every look is given. */
export interface View {
  asked: Asked;
  /** Those that the screen keeps to, the greatest first. */
  rows: readonly Row[];
  /** All that were answered. */
  all: readonly Row[];
  names: ReadonlyMap<string, string>;
  unit: string;
  set: CitySet;
  when: (moment: number) => string;
  /** Name of what is compared with; null compares nothing. */
  against: string | null;
  /** Looks closer: at a stretch of time, ms, or at some groups. */
  keep: { time: (from: number, to: number) => void; groups: (keys: readonly string[]) => void };
}

/** Inks of the lines in a chart, in order. */
export const inks = ["--solar", "--energy", "--mobility", "--waste", "--ewaste", "--chosen"] as const;
