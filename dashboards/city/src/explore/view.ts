import type { CitySet } from "../live/api";
import type { Asked, Row } from "./query";

/** What every look is given. */
export interface View {
  asked: Asked;
  /** The greatest first. */
  rows: readonly Row[];
  names: ReadonlyMap<string, string>;
  unit: string;
  set: CitySet;
  when: (moment: number) => string;
  /** Name of what is compared with; null compares nothing. */
  against: string | null;
}

/** Inks of the lines in a chart, in order. */
export const inks = ["--solar", "--energy", "--mobility", "--waste", "--ewaste", "--chosen"] as const;
