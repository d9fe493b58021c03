import type { LocalName } from "../live/api";

export type Status = "official" | "press" | "secondary" | "derived" | "memory";

export interface Source {
  title: string;
  publisher: string;
  year: number | null;
}

export interface Factor {
  id: string;
  version: number;
  value: number;
  unit: string;
  gas: string;
  source: Source;
  status: Status;
  canBeClosed: boolean;
}

export interface PlanFigure {
  id: string;
  year: number;
  tonnesCo2e: number;
  source: Source;
  status: Status;
  says: string;
}

/** By the name of a figure, the address that retraces it. */
export type Explained = Record<string, string>;

/** /v1/plan of a calendar year. Tonnes are of CO2e; null is unknown. */
export interface Plan {
  base: PlanFigure[];
  usedBase: string;
  bau: PlanFigure[];
  targets: (Omit<PlanFigure, "tonnesCo2e"> & { percentBelowBau: number | null; tonnesCo2e: number | null })[];
  path: { year: number; pathTonnes: number | null; bauTonnes: number | null; requiredReductionTonnes: number | null; explain: string }[];
  progress: {
    year: number;
    from: string;
    to: string;
    deliveredTonnes: number | null;
    deliveredPercent: number | null;
    requiredTonnes: number | null;
    baseYear: number;
    targetTonnes: number | null;
    targetPercentOfBase: number | null;
    explain: Explained;
  };
  coverage: {
    measuredTonnes: number | null;
    baseYear: number;
    baseTonnes: number;
    percent: number | null;
    sectors: { name: LocalName; gpc: string[]; measuredTonnes: number | null; baseTonnes: number | null; percent: number | null; explain: Explained }[];
    elsewhereTonnes: number | null;
    /** Why nothing is known to be measured, where the inventory contradicts itself. */
    unknownBecause: string | null;
    explain: Explained;
  };
}

export interface Action {
  id: string;
  title: LocalName;
  owner: LocalName;
  partners: LocalName[];
  stage: "study" | "demonstration" | "operating";
  expectedTonnesPerYear: number | null;
  achieved: {
    tonnes: number | null;
    transferredAbroadTonnes: number;
    towardOwnTargetTonnes: number | null;
    canBeClosed: boolean;
    /** How it was worked out, or why not. */
    why: string;
    factors: Factor[];
    /** One address for each twin. */
    explain: string[];
  };
  evidence: { says: string; source: Source; status: Status }[];
  credits: { registry: string; vintage: number; issuedTonnes: number; transferredAbroadTonnes: number; verification: string | null }[];
  remark: string;
  explain: string;
}

export interface Row {
  /** Such as "I.6.2". */
  gpc: string;
  scope: 1 | 2 | 3;
  subSector: LocalName;
  source: LocalName;
  /** Null where there is a value. */
  key: "NE" | "IE" | "NO" | "C" | null;
  /** Of IE: where it is. */
  elsewhere: string | null;
  co2eKg: number | null;
  biogenicCo2Kg: number | null;
  activity: number | null;
  activityUnit: string | null;
  activityQuality: string | null;
  factorQuality: string | null;
  factors: Factor[];
  explanation: string;
  explain: string;
}

export interface Total {
  co2eKg: number | null;
  biogenicCo2Kg: number | null;
  /** "4 of 32 references; not estimated or confidential: ...". */
  coverage: string;
  /** Half of the 95 % interval; null as long as one error is unknown. */
  uncertaintyPercent: number | null;
  uncertaintyUnknown: string[];
  explain: string;
}

export const totals = ["basic", "basicPlus", "scope1", "scope2", "scope3"] as const;

export interface Inventory {
  gwp: string;
  canBeClosed: boolean;
  notYetFound: string[];
  rows: Row[];
  totals: Record<(typeof totals)[number], Total>;
  /** The same of each sector of the GPC, I to V. */
  sectors: { sector: string; name: LocalName; totals: Record<(typeof totals)[number], Total> }[];
  leftOut: { measure: string; amount: number; unit: string; because: string; countedIn: string | null }[];
  perHead: { population: string; name: LocalName; persons: number; year: number; status: Status; basicTonnes: number | null; explain: string }[];
}

export interface Jcm {
  projects: {
    reference: string;
    title: string;
    methodology: string;
    methodologyVersion: string;
    emissionFactor: Factor;
    exAnteTonnesPerYear: number;
    creditingFrom: string;
    meters: { twin: string; serial: string }[];
    canBeClosed: boolean;
    vintages: {
      year: number;
      monitoredDays: number;
      energyWattHours: number;
      reductionTonnes: number;
      exAnteTonnes: number;
      /** Actual through expected, a fraction. */
      againstExAnte: number | null;
      issuedTonnes: number | null;
      label: string;
      /** One address for each meter, in their order. */
      explain: string[];
    }[];
    gaps: { serial: string; kind: "not-measured" | "not-calibrated" | "not-credited"; from: string; to: string; missingHours: number }[];
  }[];
}

export interface ChangeState {
  activity: number;
  activityUnit: string;
  factor: Factor;
  kg: number;
}

export type Changed = Compared | { unknownBecause: string };

export interface Compared {
  unknownBecause: null;
  explain: Explained;
  before: ChangeState;
  after: ChangeState;
  wholeKg: number;
  realKg: number;
  activityKg: number;
  factorKg: number;
  methodKg: number;
}

/** An edition of a year's account that somebody signed. */
export interface Closing {
  gwp: string;
  edition: number;
  by: string;
  note: string | null;
  closedAt: string;
  basicKg: number | null;
  address: string;
}

/** Of it all; null where the inventory of now contradicts itself. */
export interface ClosedAccount {
  changes: { name: string; closedKey: string | null; closedKg: number | null; nowKey: string | null; nowKg: number | null; moreKg: number | null }[] | null;
}
