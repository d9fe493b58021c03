import type { Metric, Point } from "../live/api";
import { quarter } from "../time/quarters";
import type { Question, SeriesBy, Step } from "./query";

const day = 24 * 3_600_000;
const bangkok = 7 * 3_600_000;

/** A series with its whole time as one point, and the same of what it is compared with. */
export interface Row {
  key: string;
  by: SeriesBy;
  points: readonly Point[];
  /** By point: it is not whole, and less for that. */
  partial: readonly boolean[];
  whole: Point | null;
  otherBy: SeriesBy | null;
  others: readonly Point[];
  otherPartial: readonly boolean[];
  otherWhole: Point | null;
}

/** What tells a series from the others of its answer. */
export const keyOf = (by: SeriesBy, question: Question): string =>
  question.by === null ? "" : question.by === "twin" ? (by.twin ?? "") : question.by === "area" ? (by.area ?? "") : (by.dimensions?.[question.by] ?? "");

/** The step that holds a moment, by Bangkok's calendar. */
const stepAt = (moment: number, step: Step): { begins: number; ends: number } => {
  const here = new Date(moment + bangkok);
  const month = (count: number) => Date.UTC(here.getUTCFullYear(), here.getUTCMonth() + count) - bangkok;
  if (step === "1mo") return { begins: month(0), ends: month(1) };
  const length = { "15m": quarter, "1h": 4 * quarter, "1d": day }[step];
  const begins = Math.floor((moment + bangkok) / length) * length - bangkok;
  return { begins, ends: begins + length };
};

const justNow = 2 * quarter;

/**
 * Which points are not whole: those that the question's beginning or end cuts, and the last one while it has only just ended and less of it is known than of the one before.
 * They are less because of that, and no fall.
 */
export const partialOf = (points: readonly Point[], step: Question["step"], now: number): boolean[] =>
  points.map(({ from, to, coverage }, index) => {
    if (step === "whole") return false;
    const [start, end] = [Date.parse(from), Date.parse(to)];
    const { begins, ends } = stepAt(start, step);
    const before = points[index - 1]?.coverage ?? null;
    return start > begins || end < ends || (index === points.length - 1 && now - end < justNow && coverage !== null && before !== null && coverage < before);
  });

/** What is cut of the first and of the last step, or only just over; null where they are whole. For words. */
export const cutsOf = (rows: readonly Row[], step: Question["step"]): { first: number | null; last: number | null; late: boolean } => {
  const points = rows.find((row) => row.points.length > 0)?.points ?? [];
  const [start, end] = [points[0], points.at(-1)];
  if (step === "whole" || !start || !end) return { first: null, last: null, late: false };
  const [from, to] = [Date.parse(start.from), Date.parse(end.to)];
  const last = to < stepAt(Date.parse(end.from), step).ends ? to : null;
  return { first: from > stepAt(from, step).begins ? from : null, last, late: last === null && rows.some(({ partial }) => partial.at(-1) === true) };
};

/** Series of four answers brought together, the greatest first. */
export const rowsOf = (question: Question, now: number, metric: Metric, whole: Metric | null, other: Metric | null, otherWhole: Metric | null): Row[] => {
  const found = (answer: Metric | null, key: string) => answer?.series.find(({ by }) => keyOf(by, question) === key);
  const keys = [...new Set([metric, other].flatMap((answer) => answer?.series.map(({ by }) => keyOf(by, question)) ?? []))];
  return keys
    .map((key): Row => {
      const [it, its] = [found(metric, key), found(other, key)];
      return {
        key, by: it?.by ?? its!.by, points: it?.points ?? [], partial: partialOf(it?.points ?? [], question.step, now), whole: found(whole, key)?.points[0] ?? null,
        otherBy: its?.by ?? null, others: its?.points ?? [], otherPartial: partialOf(its?.points ?? [], question.step, now), otherWhole: found(otherWhole, key)?.points[0] ?? null,
      };
    })
    .sort((a, b) => (b.whole?.value ?? Number.NEGATIVE_INFINITY) - (a.whole?.value ?? Number.NEGATIVE_INFINITY) || a.key.localeCompare(b.key));
};

/** Whether a point rests more on estimates than on measurements. */
export const isEstimated = (point: Point | undefined): boolean => (point?.quality ? point.quality.estimated > point.quality.measured : false);

export const mostLines = 6;

/** The series that the screen keeps to. */
export const keptOf = <T extends { key: string }>(rows: readonly T[], pick: readonly string[] | null): readonly T[] => (pick === null ? rows : rows.filter(({ key }) => pick.includes(key)));
