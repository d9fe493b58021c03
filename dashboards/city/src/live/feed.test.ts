import { describe, expect, it } from "vitest";
import type { Change, CitySet, Figure, Heartbeat, Snapshot } from "./api";
import { type Feed, nothing, reduce } from "./feed";

const now = Date.parse("2026-11-23T07:02:10Z");
const serverTime = "2026-11-23T07:02:13Z";

const figure = (id: string, value: number | null): Figure => ({ id, value, unit: "kW", coverage: 1, quality: null, newest: null, twins: { live: 1, of: 1 } });
const snapshot = (value: number, set: CitySet = "real"): Snapshot => ({
  serverTime,
  city: {
    set,
    figures: [figure("city/pv-power-now", value)],
    districts: [{ code: "1030", name: { en: "Chatuchak" }, figures: [figure("districts/1030/pv-power-now", value)] }],
  },
});
const change = (value: number | null, set: CitySet = "real"): Change => ({ serverTime, set, figures: [figure("city/pv-power-now", value)] });
const beat = (complete: boolean, asOf: string | null = serverTime): Heartbeat => ({ serverTime, asOf, complete });

const asked = reduce(nothing("real"), { kind: "ask", set: "real", now });
const shown = reduce(asked, { kind: "snapshot", frame: snapshot(100), now });
const value = (feed: Feed, id = "city/pv-power-now") => feed.figures.get(id)?.value;

describe("the feed", () => {
  it("connects, and is live with the first snapshot", () => {
    expect(asked.link).toBe("connecting");
    expect(shown).toMatchObject({ link: "live", updatedAt: now, ahead: 3000 });
    expect([value(shown), value(shown, "districts/1030/pv-power-now")]).toEqual([100, 100]);
    expect(shown.districts.map((district) => district.code)).toEqual(["1030"]);
  });

  it("replaces what a change names and keeps the rest", () => {
    const changed = reduce(shown, { kind: "change", frame: change(90), now: now + 1000 });
    expect([value(changed), value(changed, "districts/1030/pv-power-now")]).toEqual([90, 100]);
    expect(changed.updatedAt).toBe(now + 1000);
    expect(value(shown)).toBe(100);
  });

  it("learns that a figure is no longer known", () => expect(value(reduce(shown, { kind: "change", frame: change(null), now }))).toBeNull());

  it("drops with a snapshot what the snapshot does not name", () => {
    const frame = { serverTime, city: { ...snapshot(5).city, districts: [] } };
    expect(value(reduce(shown, { kind: "snapshot", frame, now }), "districts/1030/pv-power-now")).toBeUndefined();
  });

  it("keeps figures when the connection is lost, says so, and stays so until the first frame", () => {
    const lost = reduce(shown, { kind: "lost", now });
    expect([lost.link, value(lost), lost.updatedAt]).toEqual(["reconnecting", 100, now]);
    const gathering = reduce(lost, { kind: "heartbeat", frame: beat(false, null), now: now + 900 });
    expect([gathering.link, gathering.gathering, value(gathering)]).toEqual(["reconnecting", true, 100]);
    const back = reduce(gathering, { kind: "snapshot", frame: snapshot(120), now: now + 2000 });
    expect([back.link, back.gathering, value(back)]).toEqual(["live", false, 120]);
  });

  it("resumes with the frames that were missed", () => {
    const lost = reduce(shown, { kind: "lost", now });
    expect(reduce(lost, { kind: "change", frame: change(80), now: now + 500 })).toMatchObject({ link: "live", updatedAt: now + 500 });
  });

  it("resumes with a heartbeat when nothing was missed", () => {
    const resumed = reduce(reduce(shown, { kind: "lost", now }), { kind: "heartbeat", frame: beat(true), now: now + 500 });
    expect([resumed.link, resumed.updatedAt, resumed.heardAt]).toEqual(["live", now, now + 500]);
  });

  it("does not call itself live when the server has lost the city", () => {
    const stalled = reduce(shown, { kind: "heartbeat", frame: beat(true, "2026-11-23T07:01:40Z"), now });
    expect(stalled.link).toBe("reconnecting");
  });

  it("stays connecting, not reconnecting, before anything was shown", () => {
    expect(reduce(asked, { kind: "lost", now }).link).toBe("connecting");
    expect(reduce(asked, { kind: "heartbeat", frame: beat(false, null), now })).toMatchObject({ link: "connecting", gathering: true });
  });

  it("cannot merge a change into nothing", () => expect(reduce(asked, { kind: "change", frame: change(1), now })).toBe(asked));

  it("forgets everything of one set when asked for the other", () => {
    const other = reduce(shown, { kind: "ask", set: "rehearsal", now });
    expect([other.link, other.figures.size, other.districts.length, other.updatedAt]).toEqual(["connecting", 0, 0, null]);
    expect(reduce(other, { kind: "snapshot", frame: snapshot(1, "real"), now })).toBe(other);
  });

  it("takes no change of the other set", () => expect(reduce(shown, { kind: "change", frame: change(1, "rehearsal"), now })).toBe(shown));

  it("hears nothing while paused, and asks again after", () => {
    const paused = reduce(shown, { kind: "pause", now });
    expect(paused.link).toBe("paused");
    expect(reduce(paused, { kind: "change", frame: change(1), now })).toBe(paused);
    expect(reduce(paused, { kind: "heartbeat", frame: beat(true), now })).toBe(paused);
    expect(reduce(paused, { kind: "lost", now })).toBe(paused);
    expect(reduce(paused, { kind: "ask", set: "real", now })).toMatchObject({ link: "reconnecting", updatedAt: now });
  });
});
