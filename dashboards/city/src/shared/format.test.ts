import { describe, expect, it } from "vitest";
import { age, amount, clock, dayWord, headline, isoTime, longDate, megatonnes, monthWord, number, percent, share, yearWord } from "./format";
import { type Key, languages, type Parameters, say } from "./messages";

const english = (key: Key, parameters?: Parameters) => say("en", key, parameters);

describe("a number", () => {
  it("is a dash when unknown, never 0", () => {
    expect(amount(null, "kW", "en").text).toBe("–");
    expect(amount(undefined, "kW", "th").text).toBe("–");
    expect(amount(Number.NaN, "MWh", "ja").text).toBe("–");
    expect(headline(null, "MWh", "en")).toEqual({ text: "–", unit: "MWh" });
  });

  it("is 0 when it is known to be 0", () => {
    expect(amount(0, "kW", "en").text).toBe("0.00");
    expect(headline(0, "kW", "en").text).toBe("0.000");
  });

  it("has the true minus sign in every language", () => {
    for (const language of languages) expect(number(-1234.5, language, 1)).toBe("−1,234.5");
  });

  it("has no sign when it rounds to zero", () => expect(number(-0.001, "en", 2)).toBe("0.00"));

  it("keeps one scale for each unit, whatever its size", () => {
    expect(amount(182_400, "W", "en")).toEqual({ text: "182.40", unit: "kW" });
    expect(amount(-3.2, "W", "en")).toEqual({ text: "0.00", unit: "kW" });
    expect(amount(1_234_567_891, "Wh", "en")).toEqual({ text: "1,234,567.89", unit: "kWh" });
    expect(amount(1.23456, "MWh", "en")).toEqual({ text: "1.235", unit: "MWh" });
    expect(amount(812.3, "W/m2", "en")).toEqual({ text: "812", unit: "W/m²" });
    expect(amount(-3.25, "Cel", "en")).toEqual({ text: "−3.3", unit: "°C" });
    expect(amount(7, "furlong", "en")).toEqual({ text: "7.000", unit: "furlong" });
  });

  it("has three significant digits as a headline", () => {
    expect(headline(12_345.6, "kW", "en").text).toBe("12,346");
    expect(headline(234.56, "kW", "en").text).toBe("235");
    expect(headline(96.44, "kW", "en").text).toBe("96.4");
    expect(headline(1.2345, "MWh", "en").text).toBe("1.23");
    expect(headline(0.01234, "MWh", "en").text).toBe("0.012");
  });
});

describe("a share", () => {
  it("is whole per cents", () => expect(share(0.974, "en", english)).toBe("97\u00a0%"));
  it("does not hide a small part", () => expect(share(0.002, "en", english)).toBe("under 1 %"));
  it("does not call nearly all all", () => expect(share(0.998, "en", english)).toBe("over 99 %"));
});

describe("a time", () => {
  const evening = Date.parse("2026-11-23T15:00:05Z");

  it("is Bangkok's, wherever the browser stands", () => expect(clock(evening)).toBe("22:00:05"));
  it("has hour 0 at midnight", () => expect(clock(Date.parse("2026-11-23T17:00:00Z"))).toBe("00:00:00"));
  it("counts Buddhist years in Thai prose", () => expect(longDate(evening, "th")).toContain("2569"));
  it("counts Gregorian years in English and Japanese", () => {
    expect(longDate(evening, "en")).toBe("Mon, 23 Nov 2026");
    expect(longDate(evening, "ja")).toContain("2026年11月23日");
  });
  it("is ISO 8601 with its zone in tables", () => expect(isoTime(evening)).toBe("2026-11-23 22:00:05+07:00"));
  it("ages in the largest whole unit", () => {
    expect([-5, 0, 59_999, 60_000, 7_199_000, 200_000_000].map((milliseconds) => age(milliseconds, english))).toEqual(["0 s", "0 s", "59 s", "1 min", "1 h", "2 d"]);
  });
});

describe("what an official reads", () => {
  it("says small shares in digits that are left of them, and never a share that is as none", () => {
    expect([percent(0.000079, "en"), percent(0.005968, "en"), percent(12.345, "en"), percent(-4.5, "en"), percent(99.9494, "en")]).toEqual(["0.000079\u00a0%", "0.0060\u00a0%", "12.35\u00a0%", "−4.50\u00a0%", "99.95\u00a0%"]);
    expect(megatonnes(10247780, "en")).toBe("10.25\u00a0Mt");
  });

  it("counts Buddhist years in Thai prose and Gregorian ones elsewhere", () => {
    expect([yearWord(2026, "en"), yearWord(2026, "th"), yearWord(2026, "ja")]).toEqual(["2026", "พ.ศ. 2569", "2026年"]);
    expect([monthWord(2026, 11, "en"), monthWord(2026, 11, "th"), monthWord(2026, 11, "ja")]).toEqual(["November 2026", "พฤศจิกายน 2569", "2026年11月"]);
    expect(dayWord(Date.parse("2026-11-28T17:00:00Z"), "th")).toBe("29 พ.ย. 2569");
  });
});
