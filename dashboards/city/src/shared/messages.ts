import en from "../messages/en.json";
import ja from "../messages/ja.json";
import th from "../messages/th.json";

export type Key = keyof typeof en;
export type Parameters = Record<string, string | number>;

export const languages = ["en", "th", "ja"] as const;
export type Language = (typeof languages)[number];

/** A language's own name for itself. */
export const ownNames: Record<Language, string> = { en: "English", th: "ไทย", ja: "日本語" };

export const messages: Record<Language, Record<Key, string>> = { en, th, ja };

export const isLanguage = (text: string | null | undefined): text is Language => languages.some((language) => language === text);

/** {placeholders} filled; one without a value stays visible. */
export const fill = (text: string, parameters: Parameters = {}): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));

export const say = (language: Language, key: Key, parameters?: Parameters): string => fill(messages[language][key], parameters);

export const hasMessage = (key: string): key is Key => Object.hasOwn(en, key);
