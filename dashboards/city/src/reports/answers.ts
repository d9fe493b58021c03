import type { LocalName, Quality } from "../live/api";
import type { Explained, Factor } from "../progress/answers";

/** One number of a report, with all that an auditor asks of it. */
export interface ReportedFigure {
  figure: string;
  by: Record<string, string> | null;
  /** Null where it is unknown; unknownBecause then says why. */
  value: number | null;
  unit: string;
  unknownBecause: string | null;
  canBeClosed: boolean;
  factors: Factor[];
  limits: string;
  /** The first retraces the figure itself, where it has an address; the others are of the activity that it rests on. */
  explain: string[];
}

export interface Part {
  twin: string;
  name: LocalName;
  area: string;
  figures: ReportedFigure[];
}

/** /v1/reports/shuttles, /methane and /e-waste: figures of all together and of each. */
export interface FigureReport {
  together: ReportedFigure[];
  vehicles?: Part[];
  landfills?: Part[];
  holders?: Part[];
  toDo?: string[];
  untold?: string[];
}

/** /v1/reports/waste, in kg. */
export interface WasteReport {
  collectedKg: number;
  deliveredKg: number;
  differenceKg: number;
  sites: { site: string; role: string | null; collectedKg: number; transferredKg: number; deliveredKg: number; stillThereKg: number | null; explain: Explained }[];
  hauls: { from: string; to: string | null; category: string; sentKg: number | null; arrivedKg: number | null; differenceKg: number | null; unexplainedShare: number | null; explain: Explained }[];
  collectedByOriginKg: Record<string, number>;
  collectedByOriginExplain: Explained;
  /** At a site, or on a way from there; to is null where the ledger does not tell. */
  unexplained: { site: string; isWay: boolean; to: string | null; category: string | null; kg: number; share: number | null; says: string; explain: string }[];
  explain: Explained;
}

/** /v1/reports/roofs, those that lost most first. */
export interface RoofReport {
  of: number;
  method: string;
  limits: string[];
  roofs: {
    rank: number | null;
    twin: string;
    name: LocalName;
    area: string;
    actual: { kwh: number | null; coverage: number | null; quality: Quality | null; explain: string };
    sun: { source: "none" | "own-sensor" | "weather-station" | "clear-sky" };
    expected: { kwh: number } | null;
    shortfallKwh: number | null;
    performanceRatio: number | null;
    explain: string;
    specificYieldKwhPerKwp: number | null;
    availability: { value: number } | null;
    unknown: { figure: string; reason: string }[];
    assumptions: string[];
  }[];
  next: string | null;
}
