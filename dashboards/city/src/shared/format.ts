import type { Key, Language, Parameters } from "./messages";

/** What stands where a value is unknown; never 0. */
export const unknown = "–";

const locales: Record<Language, string> = { en: "en-GB", th: "th-TH", ja: "ja-JP" };
const zone = "Asia/Bangkok";

// Fixed scale per unit, so that places can be compared; "kilowatt-hour" is no unit that Intl knows.
const units: Record<string, { shown: string; times: number; decimals: number }> = {
  W: { shown: "kW", times: 1e-3, decimals: 2 },
  kW: { shown: "kW", times: 1, decimals: 2 },
  Wh: { shown: "kWh", times: 1e-3, decimals: 2 },
  kWh: { shown: "kWh", times: 1, decimals: 2 },
  MWh: { shown: "MWh", times: 1, decimals: 3 },
  "W/m2": { shown: "W/m²", times: 1, decimals: 0 },
  "Wh/m2": { shown: "Wh/m²", times: 1, decimals: 0 },
  Cel: { shown: "°C", times: 1, decimals: 1 },
  "m/s": { shown: "km/h", times: 3.6, decimals: 1 },
  km: { shown: "km", times: 1, decimals: 2 },
  m: { shown: "m", times: 1, decimals: 2 },
  t: { shown: "t", times: 1, decimals: 3 },
  kg: { shown: "kg", times: 1, decimals: 1 },
  "%": { shown: "%", times: 1, decimals: 1 },
  m3: { shown: "m³", times: 1, decimals: 1 },
  "m3/h": { shown: "m³/h", times: 1, decimals: 1 },
  hPa: { shown: "hPa", times: 1, decimals: 1 },
  deg: { shown: "°", times: 1, decimals: 0 },
  s: { shown: "s", times: 1, decimals: 0 },
  quotient: { shown: "", times: 1, decimals: 3 },
  // Counts: their name says of what.
  "km/h": { shown: "km/h", times: 1, decimals: 1 },
  "Wh/km": { shown: "Wh/km", times: 1, decimals: 1 },
  // One in a million metres is one in a thousand kilometres.
  "1/Mm": { shown: "/1,000 km", times: 1, decimals: 2 },
  "1": { shown: "", times: 1, decimals: 0 },
  "{persons}": { shown: "", times: 1, decimals: 0 },
  "{#}": { shown: "", times: 1, decimals: 0 },
};

/** How a unit is shown: under which name, times what, with how many decimals. */
export const scaleOfUnit = (unit: string): { shown: string; times: number; decimals: number } => units[unit] ?? { shown: unit, times: 1, decimals: 3 };

const numbers = new Map<string, Intl.NumberFormat>();
const times = new Map<string, Intl.DateTimeFormat>();

const numberFormat = (language: Language, decimals: number) => {
  const key = `${language} ${decimals}`;
  let format = numbers.get(key);
  if (!format) {
    // "negative": what rounds to zero carries no sign.
    format = new Intl.NumberFormat(locales[language], { minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: "negative" });
    numbers.set(key, format);
  }
  return format;
};

/** With the true minus sign, U+2212. */
export const number = (value: number, language: Language, decimals: number): string =>
  numberFormat(language, decimals).format(value).replace("-", "−");

export interface Amount {
  text: string;
  unit: string;
}

const scaled = (value: number | null | undefined, unit: string) => {
  const known = scaleOfUnit(unit);
  return { known, value: typeof value === "number" && Number.isFinite(value) ? value * known.times : null };
};

/** For tables: always as many decimals as the unit has, so that columns line up. */
export const amount = (value: number | null | undefined, unit: string, language: Language): Amount => {
  const it = scaled(value, unit);
  return { text: it.value === null ? unknown : number(it.value, language, it.known.decimals), unit: it.known.shown };
};

/** For headline figures: three significant digits from 1 up, three decimals below. */
export const headline = (value: number | null | undefined, unit: string, language: Language): Amount => {
  const it = scaled(value, unit);
  if (it.value === null) return { text: unknown, unit: it.known.shown };
  const size = Math.abs(it.value);
  if (it.known.decimals === 0) return { text: number(it.value, language, 0), unit: it.known.shown };
  return { text: number(it.value, language, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3), unit: it.known.shown };
};

/** Per cent with two digits of what is small: 0.000079 %, 12.35 %; the API rounds to six decimals. */
export const percent = (value: number, language: Language): string => {
  const size = Math.abs(value);
  return `${number(value, language, size === 0 ? 0 : size >= 0.1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(size))))}\u00a0%`;
};

/** Of a whole city: 43,710,000 t is "43.71 Mt". */
export const megatonnes = (tonnes: number, language: Language): string => `${number(tonnes / 1e6, language, 2)}\u00a0Mt`;

export type Say = (key: Key, parameters?: Parameters) => string;

/** 0.004 is "under 1 %", not 0 %: a part that exists is not nothing, and 99.6 % is not all. */
export const share = (fraction: number, language: Language, t: Say): string =>
  fraction > 0 && fraction < 0.01
    ? t("share.under")
    : fraction > 0.99 && fraction < 1
      ? t("share.over")
      : `${number(fraction * 100, language, 0)}\u00a0%`;

/** In the largest whole unit: 125 s is 2 min. */
export const age = (milliseconds: number, t: Say): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return t("age.seconds", { n: seconds });
  if (seconds < 3600) return t("age.minutes", { n: Math.floor(seconds / 60) });
  if (seconds < 86400) return t("age.hours", { n: Math.floor(seconds / 3600) });
  return t("age.days", { n: Math.floor(seconds / 86400) });
};

const timeFormat = (locale: string, options: Intl.DateTimeFormatOptions) => {
  const key = locale + JSON.stringify(options);
  let format = times.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    times.set(key, format);
  }
  return format;
};

/** "23 Nov" in Bangkok. */
export const dayMonth = (milliseconds: number, language: Language): string => timeFormat(locales[language], { day: "numeric", month: "short" }).format(milliseconds);

/** "22:00:05" in Bangkok. */
export const clock = (milliseconds: number): string =>
  timeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(milliseconds);

/** "22:00" in Bangkok. */
export const minute = (milliseconds: number): string => clock(milliseconds).slice(0, 5);

/** In prose: Thai counts Buddhist years, Japanese Gregorian ones. */
export const longDate = (milliseconds: number, language: Language): string =>
  timeFormat(locales[language], { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(milliseconds);

/** In prose: "2026", "พ.ศ. 2569", "2026年". */
export const yearWord = (year: number, language: Language): string => timeFormat(locales[language], { year: "numeric" }).format(Date.UTC(year, 6, 1));

/** In prose: "November 2026", "พฤศจิกายน 2569", "2026年11月". */
export const monthWord = (year: number, month: number, language: Language): string => timeFormat(locales[language], { month: "long", year: "numeric" }).format(Date.UTC(year, month - 1, 15));

/** In prose: "29 Nov 2026", "29 พ.ย. 2569", "2026年11月29日". */
export const dayWord = (milliseconds: number, language: Language): string =>
  timeFormat(locales[language], { day: "numeric", month: language === "ja" ? "long" : "short", year: "numeric" }).format(milliseconds);

/** In tables: "2026-11-23 22:00:05+07:00", ISO 8601 with its zone. */
export const isoTime = (milliseconds: number): string =>
  `${timeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" }).format(milliseconds)} ${clock(milliseconds)}+07:00`;

export const collator = (language: Language) => new Intl.Collator(locales[language], { numeric: true, sensitivity: "base" });
