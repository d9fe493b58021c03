import type { CitySet } from "../live/api";
import { dateOf, startOf } from "../explore/query";

export const reports = ["roofs", "shuttles", "waste", "e-waste", "methane"] as const;
export type Report = (typeof reports)[number];

const day = 24 * 3_600_000;

/** What a report is asked about: days in Bangkok, the last included, or a year. */
export interface Asked {
  report: Report;
  first: string;
  last: string;
  year: number;
  area: string | null;
}

/** So many days at most, as the API works them out: of all roofs a week, of one district's a month. */
export const mostDays = (report: Report, area: string | null): number => (report !== "roofs" ? 366 : area === null ? 7 : 31);

/** What the address asks for, by default days that are over; nonsense falls back to that. Pure. */
export const askedOf = (part: (key: string) => string | null, now: number): Asked => {
  const report = reports.find((one) => one === part("report")) ?? "roofs";
  const area = report === "roofs" ? part("d") : null;
  const yesterday = startOf(dateOf(now))! - day;
  const last = Math.min(startOf(part("to")) ?? yesterday, yesterday);
  const most = mostDays(report, area);
  const asks = startOf(part("from")) ?? last - (Math.min(most, 30) - 1) * day;
  const first = Math.min(last, Math.max(asks, last - (most - 1) * day));
  const lastYear = Number(dateOf(now).slice(0, 4)) - 1;
  const year = Number(part("year"));
  return { report, first: dateOf(first), last: dateOf(last), year: Number.isInteger(year) && year >= 2000 && year <= lastYear ? year : lastYear, area };
};

/** The report's address in the API. */
export const pathOf = ({ report, first, last, year, area }: Asked, set: CitySet, format?: "csv"): string => {
  const query = new URLSearchParams(report === "methane" ? { set, year: String(year) } : { set, from: first, to: dateOf(startOf(last)! + day) });
  if (area !== null) query.set("area", area);
  if (format) query.set("format", format);
  return `/v1/reports/${report}?${query}`;
};
