import { describe, expect, it } from "vitest";
import { addressOf, curl, formOf, itemsOf, type ReadingForm, written } from "./injection";

const form: ReadingForm = { twin: "roof-1", channel: "pv-power", value: "182.40", unit: "kW", at: "2026-11-29T05:00:00Z", start: "", lat: "", lon: "", estimated: false };
const sending = { form: "json" as const, feed: "my-feed", set: "real" as const, twin: "roof-1", body: "[]" };

describe("a reading from the form", () => {
  it("keeps the digits that were typed", () =>
    expect(written(form, "gauge")).toBe('[{"twin":"roof-1","channel":"pv-power","at":"2026-11-29T05:00:00Z","value":182.40,"unit":"kW"}]'));

  it.each(["Null", "1,5", "", "NaN", "01", "1 2"])("sends %j as the text it is, so that the twin can say what is wrong", (value) =>
    expect(JSON.parse(written({ ...form, value }, "gauge"))[0].value).toBe(value));

  it("has a beginning where it is an amount, and a place where it is a position", () => {
    expect(JSON.parse(written({ ...form, start: "2026-11-29T04:30:00Z" }, "interval-amount"))[0].start).toBe("2026-11-29T04:30:00Z");
    expect(JSON.parse(written({ ...form, lat: "13.8", lon: "100.54" }, "position"))[0]).toEqual({ twin: "roof-1", channel: "pv-power", at: form.at, value: { lat: 13.8, lon: 100.54 } });
  });
});

describe("a sending", () => {
  it("has one address for readings, one for events, and names a pack's twin", () => {
    expect(addressOf(sending, { dryRun: "true" })).toBe("/v1/readings?feed=my-feed&set=real&dryRun=true");
    expect(addressOf({ ...sending, form: "events" })).toBe("/v1/events?feed=my-feed&set=real");
    expect(addressOf({ ...sending, form: "senml" })).toBe("/v1/readings?feed=my-feed&set=real&twin=roof-1");
  });

  it("is a command that no quotation mark breaks", () =>
    expect(curl({ ...sending, body: `[{"reason":"it's"}]` }, "http://twin")).toBe(
      `curl 'http://twin/v1/readings?feed=my-feed&set=real' -H 'Content-Type: application/json' --data-binary '[{"reason":"it'\\''s"}]'`,
    ));

  it("shows its items in every form", () => {
    expect(itemsOf({ ...sending, body: '[{"a":1}, 2]' })).toEqual(['{"a":1}', "2"]);
    expect(itemsOf({ ...sending, form: "csv", body: "twin,at\r\n\r\nx,1\r\ny,2" })).toEqual(["x,1", "y,2"]);
    expect(itemsOf({ ...sending, form: "lines", body: "{}\n\n[" })).toEqual(["{}", "["]);
    expect(itemsOf({ ...sending, body: "[" })).toEqual([]);
  });
});

it.each([["a.csv", "csv"], ["A.NDJSON", "lines"], ["b.jsonl", "lines"], ["c.json", "json"], ["d.senml", "senml"], ["e.txt", null], ["csv", null]] as const)("a file %s is read as %s", (name, is) =>
  expect(formOf(name)).toBe(is));
