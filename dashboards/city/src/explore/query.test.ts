import { describe, expect, it } from "vitest";
import type { Metric, Point } from "../live/api";
import { askedOf, dateOf, explainOf, type MeasureInfo, monthBefore, pathOf, type Question, sameButEnd, startOf, unitOf } from "./query";
import { cutsOf, isEstimated, keptOf, partialOf, type Row, rowsOf } from "./rows";

const load: MeasureInfo = { measure: "load-energy", unit: "Wh", addsOverTwins: true, isCounted: false, dimensions: [], quotient: null, says: "" };
const sun: MeasureInfo = { ...load, measure: "irradiation", addsOverTwins: false };
const waste: MeasureInfo = { ...load, measure: "waste-collected", isCounted: true, dimensions: ["category", "origin"] };
const headway: MeasureInfo = { ...load, measure: "headway", dimensions: ["route", "stop"] };
const all = [headway, sun, load, waste];
// 16:20 in Bangkok.
const now = Date.parse("2026-11-29T09:20:00Z");
const ask = (query: string) => askedOf((key) => new URLSearchParams(query).get(key), all, now);
const path = (query: string) => {
  const { question } = ask(query);
  return question && pathOf(question, "rehearsal");
};

describe("an address", () => {
  it("that says nothing asks for the energy of the city in seven days, each hour, up to the last whole quarter hour", () =>
    expect(path("")).toBe("/v1/metrics/load-energy?set=rehearsal&from=2026-11-23&to=2026-11-29T09:15:00Z&step=1h"));

  it("says measure, group, district, step and own days", () =>
    expect(path("measure=waste-collected&by=category&d=1030&span=own&from=2026-11-01&to=2026-11-02&step=1d")).toBe(
      "/v1/metrics/waste-collected?set=rehearsal&from=2026-11-01&to=2026-11-03&step=1d&by=category&area=1030"));

  it("asks for all districts where a look shows them all", () => expect(path("look=multiples&d=1030&only=roof-1&span=today")).toBe("/v1/metrics/load-energy?set=rehearsal&from=2026-11-29&to=2026-11-29T09:15:00Z&step=15m&by=area"));
  it("asks hour by hour for a calendar", () => expect(ask("look=calendar&step=1mo&span=30d").question).toMatchObject({ step: "1h", by: null }));
  it("splits what does not add by twin", () => expect(ask("measure=irradiation&by=area").question).toMatchObject({ by: "twin" }));
  it("keeps to a kind of twin and to values of the measure's own dimensions, also of each district", () => {
    expect(path("measure=waste-collected&by=area&kind=waste-site&where=origin:1030,category:food,colour:red,category:mixed&span=own&from=2026-11-01&to=2026-11-01&step=1d")).toBe(
      "/v1/metrics/waste-collected?set=rehearsal&from=2026-11-01&to=2026-11-02&step=1d&by=area&kind=waste-site&where=category:food%2Corigin:1030");
    expect(ask("measure=load-energy&where=category:food&kind=tram").question).toMatchObject({ where: [], kind: null });
    expect(ask("measure=headway&kind=shuttle").question).toMatchObject({ kind: null });
    expect(ask("only=roof-1&kind=shuttle").question).toMatchObject({ kind: null });
  });
  it("asks for one twin alone, wherever it is", () => expect(ask("measure=irradiation&only=roof-1&d=1030").question).toMatchObject({ by: null, twin: "roof-1", area: null }));
  it("shows no districts of what does not add, nor of headways", () => {
    expect(ask("measure=irradiation&look=tiles").question).toBeNull();
    expect(ask("measure=headway&look=multiples").question).toBeNull();
    expect(ask("measure=headway&by=area").question).toMatchObject({ by: null });
    expect(ask("measure=headway&by=stop").question).toMatchObject({ by: "stop" });
  });
  it("that is nonsense falls back to what is usual", () => expect(ask("look=x&span=y&step=z&against=?&from=never").question).toEqual(ask("").question));
  it("never asks beyond now for its own days, nor backwards", () => {
    expect(ask("span=own&from=2026-11-29&to=2026-12-31").question).toMatchObject({ to: Date.parse("2026-11-29T09:15:00Z") });
    const wrong = ask("span=own&from=2026-11-20&to=2026-11-10").question!;
    expect(wrong.to).toBeGreaterThan(wrong.from);
  });
});

describe("a comparison", () => {
  it("moves the whole time", () => {
    const { question, other } = ask("against=week&by=area");
    expect([question!.from - other!.from, question!.to - other!.to]).toEqual([7 * 86_400_000, 7 * 86_400_000]);
  });
  it("a month earlier ends with a shorter month", () => expect(dateOf(monthBefore(startOf("2026-03-31")!))).toBe("2026-02-28"));
  it("with an own day begins there", () => expect(dateOf(ask("against=own&against-from=2026-10-05").other!.from)).toBe("2026-10-05"));
  it("with another district asks for that", () => expect(ask("against=district&against-d=1001&d=1030").other).toMatchObject({ area: "1001" }));
  it("with another district has no equal of a twin or a district", () => expect(ask("against=district&against-d=1001&by=area").other).toBeNull());
});

describe("a scatter", () => {
  it("asks two measures of the same groups over the whole time", () => {
    const { question, versus } = ask("look=scatter&by=area&versus=waste-collected&d=1030&against=day&where=category:food&span=own&from=2026-11-01&to=2026-11-02");
    expect(pathOf(question!, "real")).toBe("/v1/metrics/load-energy?set=real&from=2026-11-01&to=2026-11-03&step=whole&by=area&area=1030");
    expect(pathOf(versus!.question, "real")).toBe("/v1/metrics/waste-collected?set=real&from=2026-11-01&to=2026-11-03&step=whole&by=area&area=1030&where=category:food");
    expect(ask("look=scatter&against=day").other).toBeNull();
  });
  it("asks step by step where nothing is grouped", () => expect(ask("look=scatter&span=today")).toMatchObject({ question: { step: "15m", by: null }, versus: { question: { step: "15m", by: null } } }));
  it("offers only what can be asked by the same groups", () => {
    const offered = (query: string) => ask(`look=scatter&${query}`).versuses.map(({ measure }) => measure.measure);
    expect(offered("")).toEqual(["headway", "waste-collected"]);
    expect(offered("by=area")).toEqual(["waste-collected"]);
    expect(offered("by=twin")).toEqual(["irradiation", "waste-collected"]);
    expect(offered("measure=waste-collected&by=category")).toEqual([]);
    expect(offered("only=roof-1")).toEqual(["irradiation", "waste-collected"]);
    expect(offered("kind=shuttle")).toEqual(["waste-collected"]);
    expect(ask("look=scatter&measure=waste-collected&by=category").versus).toBeNull();
  });
  it("takes another measure where the address names none that can be asked", () => expect(ask("look=scatter&by=area&versus=irradiation").versus!.measure.measure).toBe("waste-collected"));
});

it("an explanation is named for what the API explains, and for nothing else", () => {
  const at = (measure: MeasureInfo, by: Parameters<typeof explainOf>[1]) => explainOf(measure, by, "real", now, now + 900_000);
  expect(at(load, {})).toBe("/v1/explain/city/load-energy?set=real&from=2026-11-29T09:20:00Z&to=2026-11-29T09:35:00Z");
  expect(at(load, { area: "1030" })).toContain("/v1/explain/districts/1030/");
  expect(at(sun, { twin: "roof-1" })).toContain("/v1/explain/twins/roof-1/irradiation");
  for (const [measure, by] of [[sun, {}], [headway, {}], [load, { area: "outside:x" }], [waste, { dimensions: { category: "food" } }]] as const) expect(at(measure, by)).toBeNull();
  expect(explainOf(load, {}, "real", 0, 400 * 86_400_000)).toBeNull();
});

const point = (value: number | null, quality: Point["quality"] = null): Point => ({ from: "", to: "", value, coverage: null, quality });
const question: Question = { measure: "load-energy", by: "area", area: null, twin: null, kind: null, where: [], from: 0, to: 1, step: "1h", known: null };
const metric = (values: Record<string, number | null>): Metric => ({ measure: "load-energy", unit: "Wh", series: Object.entries(values).map(([area, value]) => ({ by: { area }, points: [point(value)] })) });

describe("rows", () => {
  const rows = rowsOf(question, now, metric({ a: 1, b: 2, c: null }), metric({ a: 10, b: 20, c: null }), metric({ a: 3, d: 4 }), metric({ a: 30, d: 40 }));
  it("stand by their whole, the unknown last, and meet what they are compared with", () => {
    expect(rows.map(({ key }) => key)).toEqual(["b", "a", "c", "d"]);
    expect(rows[1]).toMatchObject({ whole: { value: 10 }, otherWhole: { value: 30 }, others: [{ value: 3 }] });
    expect(rows[3]).toMatchObject({ points: [], whole: null, otherWhole: { value: 40 } });
  });
  it("are those that are picked, else all", () => {
    expect(keptOf(rows, ["c", "a"]).map(({ key }) => key)).toEqual(["a", "c"]);
    expect(keptOf(rows, null)).toHaveLength(4);
  });
});

it("a point is estimated when it rests more on estimates than on measurements", () => {
  expect(isEstimated(point(1, { measured: 0.2, estimated: 0.7, missing: 0.1 }))).toBe(true);
  expect(isEstimated(point(1, { measured: 0.5, estimated: 0.5, missing: 0 }))).toBe(false);
  expect(isEstimated(point(1))).toBe(false);
});

it("an address whose end moved on asks the same", () => {
  expect(sameButEnd("/v1/metrics/a?from=1&to=2&step=1h", "/v1/metrics/a?from=1&to=3&step=1h")).toBe(true);
  expect(sameButEnd("/v1/metrics/a?from=1&to=2&step=1h", "/v1/metrics/a?from=1&to=2&step=1d")).toBe(false);
});

it("a share is no count: it has decimals", () => {
  expect(unitOf({ ...load, unit: "1", quotient: {} })).toBe("quotient");
  expect(unitOf({ ...load, unit: "1" })).toBe("1");
});

describe("a step that is not whole", () => {
  const point = (from: string, to: string, coverage: number | null = 1): Point => ({ from: `2026-11-${from}:00+07:00`, to: `2026-11-${to}:00+07:00`, value: 1, coverage, quality: null });
  const hours = [point("29T14:00", "29T15:00"), point("29T15:00", "29T16:00"), point("29T16:00", "29T16:15")];

  it("is cut by the question's end, or by its beginning", () => {
    expect(partialOf(hours, "1h", now)).toEqual([false, false, true]);
    expect(partialOf([point("29T16:00", "29T16:15")], "15m", now)).toEqual([false]);
    expect(partialOf([point("28T00:00", "29T00:00"), point("29T00:00", "29T16:15")], "1d", now)).toEqual([false, true]);
    expect(partialOf([point("01T00:00", "29T16:15")], "1mo", now)).toEqual([true]);
    expect(partialOf([point("23T00:00", "30T00:00")], "1mo", now)).toEqual([true]);
    expect(partialOf([point("23T00:00", "29T16:15")], "whole", now)).toEqual([false]);
  });

  it("is also the last one while it has just ended and less of it is known than of the one before", () => {
    const quarters = (last: number | null) => [point("29T15:45", "29T16:00"), point("29T16:00", "29T16:15", last)];
    expect(partialOf(quarters(0.9), "15m", now)).toEqual([false, true]);
    expect(partialOf(quarters(1), "15m", now)).toEqual([false, false]);
    expect(partialOf(quarters(null), "15m", now)).toEqual([false, false]);
    // Hours later it is what it is: a gap in what was told.
    expect(partialOf(quarters(0.9), "15m", now + 3 * 3_600_000)).toEqual([false, false]);
  });

  it("is told in words only where there is one", () => {
    const rows = (points: Point[]): Row[] => [{ key: "", by: {}, points, partial: partialOf(points, "1h", now), whole: null, otherBy: null, others: [], otherPartial: [], otherWhole: null }];
    expect(cutsOf(rows(hours), "1h")).toEqual({ first: null, last: Date.parse("2026-11-29T09:15:00Z"), late: false });
    expect(cutsOf(rows(hours.slice(0, 2)), "1h")).toEqual({ first: null, last: null, late: false });
    expect(cutsOf(rows([hours[0]!, point("29T15:00", "29T16:00", 0.9)]), "1h")).toMatchObject({ late: true });
    expect(cutsOf([], "1h")).toEqual({ first: null, last: null, late: false });
  });
});
