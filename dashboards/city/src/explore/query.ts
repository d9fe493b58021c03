import { type CitySet, type Kind, kinds, type Metric } from "../live/api";
import { instantHere, midnight, momentText, quarter } from "../time/quarters";

/** What may be asked for over time, as /v1/measures says. */
export interface MeasureInfo {
  measure: string;
  unit: string;
  addsOverTwins: boolean;
  isCounted: boolean;
  dimensions: string[];
  /** What is divided by what; null where nothing is. */
  quotient: object | null;
  says: string;
}

/** The unit by which a number is written: a quotient without one is no count and has decimals. */
export const unitOf = ({ unit, quotient }: MeasureInfo): string => (quotient !== null && (unit === "1" || unit === "{persons}") ? "quotient" : unit);

export const looks = ["lines", "multiples", "tiles", "calendar", "scatter", "table"] as const;
export type Look = (typeof looks)[number];
export const spans = ["today", "7d", "30d", "own"] as const;
export type Span = (typeof spans)[number];
export const steps = ["15m", "1h", "1d", "1mo"] as const;
export type Step = (typeof steps)[number];
export const againsts = ["none", "day", "week", "month", "own", "district"] as const;
export type Against = (typeof againsts)[number];

/** One value of a dimension, such as category food. */
export interface Only {
  name: string;
  value: string;
}

/** One question to the ledger; times in ms. */
export interface Question {
  measure: string;
  /** twin, area or a dimension: a series for each; null: one series. */
  by: string | null;
  area: string | null;
  twin: string | null;
  /** Only twins of this kind. */
  kind: Kind | null;
  /** Only these values of the measure's dimensions. */
  where: readonly Only[];
  from: number;
  to: number;
  step: Step | "whole";
  /** As known then, ms; null: as known now. */
  known: number | null;
}

/** All that the address says about the screen, with what it leaves out filled in. */
export interface Asked {
  look: Look;
  span: Span;
  against: Against;
  /** Null while the measures are not known. */
  measure: MeasureInfo | null;
  /** Null where this look cannot show this measure. */
  question: Question | null;
  /** What it is compared with. */
  other: Question | null;
  /** Groups that all looks keep to, by their keys; null keeps to all. */
  pick: readonly string[] | null;
  /** What the one group is that a look without groups keeps to, such as area. */
  alone: string | null;
  /** Groups are picked that this look does not have. */
  unheard: boolean;
  /** What a scatter has upwards; null elsewhere, and where no other measure can be asked alike. */
  versus: Versus | null;
  /** All that a scatter could have upwards. */
  versuses: readonly Versus[];
}

/** Another measure, asked of the same groups and time. */
export interface Versus {
  measure: MeasureInfo;
  question: Question;
}

const day = 24 * 3_600_000;
const bangkok = 7 * 3_600_000;
const first = "load-energy";

const one = <T extends string>(all: readonly T[], text: string | null, otherwise: T): T => all.find((candidate) => candidate === text) ?? otherwise;

/** "2026-11-23", the day in Bangkok. */
export const dateOf = (moment: number): string => new Date(moment + bangkok).toISOString().slice(0, 10);

/** Midnight in Bangkok at the beginning of a date; null for nonsense. */
export const startOf = (date: string | null): number | null => {
  const moment = date !== null && /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00+07:00`) : Number.NaN;
  return Number.isFinite(moment) ? moment : null;
};

/** A moment of an own time, on a whole quarter hour: a date is its midnight; null for nonsense. */
const momentIn = (text: string | null): number | null => {
  const moment = instantHere(text);
  return moment === null ? startOf(text) : Math.floor(moment / quarter) * quarter;
};

/** As known when: a moment with its zone, as a citation has it. */
const knownIn = (text: string | null): number | null => {
  const moment = text !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(moment) ? moment : null;
};

/** The same date and hour a month earlier; the last of a shorter month. */
export const monthBefore = (moment: number): number => {
  const here = new Date(moment + bangkok);
  const there = new Date(here);
  there.setUTCMonth(here.getUTCMonth() - 1);
  if (there.getUTCDate() !== here.getUTCDate()) there.setUTCDate(0);
  return there.getTime() - bangkok;
};

const timeOf = (part: (key: string) => string | null, span: Span, now: number): { from: number; to: number } => {
  const today = midnight(now);
  // The quarter hour that runs is not whole yet: it would look like a fall.
  const until = Math.max(Math.floor(now / quarter) * quarter, today + quarter);
  if (span !== "own") return { from: today - { today: 0, "7d": 6, "30d": 29 }[span] * day, to: until };
  const from = momentIn(part("from")) ?? today - day;
  // The last day counts; a moment is the end itself.
  const last = startOf(part("to"));
  const end = last === null ? (momentIn(part("to")) ?? midnight(from) + day) : last + day;
  const to = Math.min(end, until);
  return { from, to: to > from ? to : Math.max(end, from + day) };
};

/** How the series of a look are split: districts where it shows them all, twins where nothing else may be summed. */
const splitOf = (measure: MeasureInfo, look: Look, asked: string | null, twin: string | null): string | null | undefined => {
  const headway = measure.measure === "headway";
  if (look === "multiples" || look === "tiles") return measure.addsOverTwins && !headway ? "area" : undefined;
  if (look === "calendar") return measure.addsOverTwins || twin !== null ? null : undefined;
  if (!measure.addsOverTwins) return twin === null ? "twin" : null;
  return groupsOf(measure).find((group) => group === asked) ?? null;
};

/** What a measure can be grouped by. */
export const groupsOf = (measure: MeasureInfo): string[] => [...(measure.measure === "headway" ? [] : ["area", "twin"]), ...measure.dimensions];

/** "category:food,origin:1030", as the API reads it; what is no dimension of the measure, or said twice, is left out. */
export const whereOf = (text: string | null, { dimensions }: MeasureInfo): Only[] => {
  const said = (text ?? "").split(",").flatMap((part): Only[] => {
    const [name, ...rest] = part.split(":");
    return name !== undefined && dimensions.includes(name) && rest.join(":") !== "" ? [{ name, value: rest.join(":") }] : [];
  });
  return dimensions.flatMap((dimension) => said.find(({ name }) => name === dimension) ?? []);
};

export const whereText = (where: readonly Only[]): string | null => (where.length === 0 ? null : where.map(({ name, value }) => `${name}:${value}`).join(","));

/** The measures that can be asked by the same groups, of the same twins and time. */
const versusesOf = (question: Question, measures: readonly MeasureInfo[], where: string | null): Versus[] =>
  measures.flatMap((measure) => {
    const apart = measure.measure === question.measure || (measure.measure === "headway" && (question.twin !== null || question.kind !== null));
    return apart || splitOf(measure, "scatter", question.by, question.twin) !== question.by ? [] : [{ measure, question: { ...question, measure: measure.measure, where: whereOf(where, measure) } }];
  });

const otherOf = (part: (key: string) => string | null, question: Question, against: Against): Question | null => {
  const moved = (from: number | null): Question | null => (from === null ? null : { ...question, from, to: from + question.to - question.from });
  switch (against) {
    case "day": return moved(question.from - day);
    case "week": return moved(question.from - 7 * day);
    case "month": return moved(monthBefore(question.from));
    case "own": return moved(startOf(part("against-from")));
    // Series of districts or twins have no equal in another district.
    case "district": {
      const area = part("against-d");
      return area === null || question.by === "area" || question.by === "twin" ? null : { ...question, area, twin: null };
    }
    default: return null;
  }
};

/** What the address asks for. Pure: the same address at the same moment is the same question. */
export const askedOf = (part: (key: string) => string | null, measures: readonly MeasureInfo[] | null, clock: number): Asked => {
  const look = one(looks, part("look"), "lines");
  const span = one(spans, part("span"), "7d");
  const against = one(againsts, part("against"), "none");
  const measure = measures?.find(({ measure: name }) => name === part("measure")) ?? measures?.find(({ measure: name }) => name === first) ?? measures?.[0] ?? null;
  const known = knownIn(part("known"));
  const time = timeOf(part, span, Math.min(clock, known ?? clock));
  const all = look === "multiples" || look === "tiles";
  const headway = measure?.measure === "headway";
  // What is picked are groups of the address's own split; a calendar has none, and keeps to one by asking for that alone.
  const split = measure === null ? null : (splitOf(measure, "lines", part("by"), headway ? null : part("only")) ?? null);
  const picked = split === null ? null : (part("pick")?.split(",") ?? null);
  const alone = look === "calendar" && picked?.length === 1 ? picked : null;
  const twin = all || headway ? null : split === "twin" && alone !== null ? alone[0]! : part("only");
  const by = measure === null ? undefined : splitOf(measure, look, part("by"), twin);
  const length = time.to - time.from;
  // A group is one point over the whole time.
  const step: Question["step"] = look === "scatter" && by != null ? "whole" : look === "calendar" ? "1h" : one(steps, part("step"), length <= day ? "15m" : length <= 8 * day ? "1h" : "1d");
  const area = all || twin !== null ? null : part("d");
  // One twin has its one kind, and headways are of shuttles only.
  const kind = twin !== null || headway ? null : (kinds.find((one) => one === part("kind")) ?? null);
  const whole: Question | null = measure === null || by === undefined ? null : { measure: measure.measure, by, area, twin, kind, where: whereOf(part("where"), measure), ...time, step, known };
  const question = whole === null || alone === null || split === null ? whole : aloneOf(whole, split, alone);
  const versuses = question === null || look !== "scatter" ? [] : versusesOf(question, measures ?? [], part("where"));
  const versus = [part("versus"), "pv-energy", "load-energy"].flatMap((name) => versuses.find((candidate) => candidate.measure.measure === name) ?? [])[0] ?? versuses[0] ?? null;
  const other = question === null || look === "calendar" || look === "scatter" ? null : otherOf(part, question, against);
  const heard = picked !== null && by === split;
  const isAlone = question !== whole;
  return { look, span, against, measure, question, other, versus, versuses, pick: heard ? picked : null, alone: isAlone ? split : null, unheard: picked !== null && !heard && !isAlone };
};

/** The question for one group alone, where the API can be asked for that; the same question otherwise. */
const aloneOf = (question: Question, split: string, keys: readonly string[]): Question => {
  const [key, ...more] = keys;
  if (!key || more.length > 0) return question;
  if (split === "area") return { ...question, area: key };
  if (split === "twin") return { ...question, twin: key, area: null, kind: null };
  return { ...question, where: [...question.where.filter(({ name }) => name !== split), { name: split, value: key }] };
};

/** What a program should ask for the groups picked; the whole question where the API has no word for several at once. */
export const narrowed = (question: Question, pick: readonly string[] | null): { question: Question; isJustThat: boolean } => {
  const it = pick === null || question.by === null ? question : aloneOf(question, question.by, pick);
  return { question: it, isJustThat: pick === null || it !== question };
};

const timeText = (moment: number) => (midnight(moment) === moment ? dateOf(moment) : momentText(moment));

/** The question as the API's address; a program that asks there gets what the screen shows. */
export const pathOf = (question: Question, set: CitySet, step: Question["step"] = question.step, format?: "csv" | "parquet"): string => {
  const query = new URLSearchParams({ set, from: timeText(question.from), to: timeText(question.to), step });
  if (question.by !== null) query.set("by", question.by);
  if (question.area !== null) query.set("area", question.area);
  if (question.twin !== null) query.set("twin", question.twin);
  if (question.kind !== null) query.set("kind", question.kind);
  if (question.where.length > 0) query.set("where", whereText(question.where)!);
  if (question.known !== null) query.set("knownAt", momentText(question.known));
  if (format) query.set("format", format);
  return `/v1/metrics/${encodeURIComponent(question.measure)}?${query.toString().replaceAll("%3A", ":")}`;
};

/** Whether two addresses ask the same but for the end, which moves on with the clock. */
export const sameButEnd = (before: string, next: string): boolean => before.replace(/&to=[^&]*/, "") === next.replace(/&to=[^&]*/, "");

export type SeriesBy = Metric["series"][number]["by"] & { dimensions?: Record<string, string>; kind?: Kind };

const longestExplained = 366 * day;

/** Where a point comes from; null where the API explains none: parts by dimension or kind, headways, places outside the city, what does not add. */
export const explainOf = (measure: MeasureInfo, by: SeriesBy, set: CitySet, from: number, to: number, known: number | null = null): string | null => {
  if (by.dimensions !== undefined || measure.measure === "headway" || to - from > longestExplained) return null;
  if (by.area?.startsWith("outside:") || (by.kind !== undefined && by.twin === undefined)) return null;
  if (by.twin === undefined && !measure.addsOverTwins) return null;
  const where = by.twin !== undefined ? `twins/${encodeURIComponent(by.twin)}` : by.area !== undefined ? `districts/${by.area}` : "city";
  return `/v1/explain/${where}/${measure.measure}?set=${set}&from=${momentText(from)}&to=${momentText(to)}${known === null ? "" : `&knownAt=${momentText(known)}`}`;
};
