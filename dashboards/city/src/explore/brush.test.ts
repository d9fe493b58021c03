import { describe, expect, it } from "vitest";
import { citation, keepGroups, keepTime, leaveTime } from "./brush";
import { askedOf, type MeasureInfo, narrowed, pathOf } from "./query";

const load: MeasureInfo = { measure: "load-energy", unit: "Wh", addsOverTwins: true, isCounted: false, dimensions: [], quotient: null, says: "" };
const all = [load, { ...load, measure: "irradiation", addsOverTwins: false }, { ...load, measure: "waste-collected", dimensions: ["category", "origin"] }];
// 16:20 in Bangkok.
const now = Date.parse("2026-11-29T09:20:00Z");
const part = (query: string) => (key: string) => new URLSearchParams(query).get(key);
const ask = (query: string) => askedOf(part(query), all, now);
const path = (query: string) => pathOf(ask(query).question!, "real");
const changed = (query: string, changes: Record<string, string | null>) => {
  const next = new URLSearchParams(query);
  for (const [key, value] of Object.entries(changes))
    if (value === null) next.delete(key);
    else next.set(key, value);
  return next.toString();
};
const two = Date.parse("2026-11-28T14:00:00+07:00");
const hour = 3_600_000;

describe("a stretch of time", () => {
  const near = changed("span=7d", keepTime(part("span=7d"), ask("span=7d"), two, two + 2 * hour));
  it("is just that question, also by hand, and dates stay days", () => {
    expect(path(near)).toBe("/v1/metrics/load-energy?set=real&from=2026-11-28T07:00:00Z&to=2026-11-28T09:00:00Z&step=15m");
    expect(path("span=own&from=2026-11-28T14:05&to=2026-11-28")).toBe("/v1/metrics/load-energy?set=real&from=2026-11-28T07:00:00Z&to=2026-11-29&step=15m");
    expect(path("span=own&from=2026-11-28T14:00")).toContain("from=2026-11-28T07:00:00Z&to=2026-11-29&");
    expect(path("span=own&from=2026-11-27&to=2026-11-28")).toContain("from=2026-11-27&to=2026-11-29&");
  });
  it("leads back to the time around it, however often one looked closer", () => {
    const nearer = changed(near, keepTime(part(near), ask(near), two, two + hour));
    expect(changed(nearer, leaveTime(part(nearer)("around")!))).toBe("span=7d");
    const own = "span=own&from=2026-11-20&to=2026-11-28";
    const within = changed(own, keepTime(part(own), ask(own), two, two + hour));
    expect(path(within)).toContain("from=2026-11-28T07:00:00Z&to=2026-11-28T08:00:00Z");
    expect(path(changed(within, leaveTime(part(within)("around")!)))).toBe(path(own));
  });
});

describe("picked groups", () => {
  it("are kept to by all looks that have them", () => {
    const query = changed("by=area", keepGroups({ by: "area" }, ["1030", "1033"]));
    for (const look of ["lines", "multiples", "tiles", "scatter", "table"]) expect(ask(`${query}&look=${look}`)).toMatchObject({ pick: ["1030", "1033"], unheard: false });
    expect(ask(`${query}&look=calendar`)).toMatchObject({ pick: null, unheard: true });
    expect(ask("by=twin&pick=roof-1&look=tiles")).toMatchObject({ pick: null, unheard: true });
    expect(ask("pick=1030")).toMatchObject({ pick: null, unheard: false });
    expect(keepGroups({ by: "area" }, [])).toEqual({ by: "area", pick: null });
  });
  it("may be those that nobody told the value of", () => expect(ask("measure=waste-collected&by=category&pick=food,").pick).toEqual(["food", ""]));
  it("are asked of the API where it has a word for them: one alone", () => {
    const just = (query: string) => {
      const { question, pick } = ask(query);
      const it = narrowed(question!, pick);
      return [it.isJustThat, new URLSearchParams(pathOf(it.question, "real").split("?")[1]).toString().replace(/.*step=[^&]*&?/, "")];
    };
    expect(just("by=area&pick=1030")).toEqual([true, "by=area&area=1030"]);
    expect(just("by=twin&kind=building&pick=roof-1")).toEqual([true, "by=twin&twin=roof-1"]);
    expect(just("measure=waste-collected&by=category&where=origin:1030&pick=food")).toEqual([true, "by=category&where=origin%3A1030%2Ccategory%3Afood"]);
    expect(just("by=area&pick=1030,1033")).toEqual([false, "by=area"]);
    expect(just("measure=waste-collected&by=category&pick=")).toEqual([false, "by=category"]);
    expect(just("by=area")).toEqual([true, "by=area"]);
  });
  it("are asked for alone by a calendar, which has no groups", () => {
    expect(ask("look=calendar&by=area&pick=1030")).toMatchObject({ question: { area: "1030", by: null }, alone: "area", unheard: false });
    expect(ask("look=calendar&measure=irradiation&pick=roof-1")).toMatchObject({ question: { twin: "roof-1" }, alone: "twin" });
    expect(ask("look=calendar&measure=waste-collected&by=category&pick=food")).toMatchObject({ question: { where: [{ name: "category", value: "food" }] }, alone: "category" });
  });
});

describe("a citation", () => {
  it("says all for itself: own times, and as known when", () => {
    const cited = new URL(citation(new URL("http://twin/explore?lang=th&d=1030&why=x"), ask("d=1030"), "real", now + 1234));
    expect(Object.fromEntries(cited.searchParams)).toEqual({
      lang: "th", d: "1030", set: "real", look: "lines", measure: "load-energy", step: "1h", span: "own", from: "2026-11-23T00:00", to: "2026-11-29T16:15", known: "2026-11-29T09:20:01Z",
    });
    expect(askedOf(part(cited.search), all, now + 30 * 24 * hour).question).toEqual({ ...ask("d=1030").question, known: now + 1000 });
  });
  it("is asked as known then, and of no later time", () => {
    expect(path("span=7d&known=2026-11-28T09:20:00Z")).toBe("/v1/metrics/load-energy?set=real&from=2026-11-22&to=2026-11-28T09:15:00Z&step=1h&knownAt=2026-11-28T09:20:00Z");
    expect(ask("known=yesterday").question).toEqual(ask("").question);
  });
});
