import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { figures } from "../city/figures";
import { type Key, languages, messages, say } from "./messages";

/** Every room's words: those of the frame, and of each part that comes later. */
const rooms = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((folder) => /(^|\/)messages$/.test(folder))
  .map((room) => ({ room, words: Object.fromEntries(languages.map((language) => [language, JSON.parse(readFileSync(`src/${room}/${language}.json`, "utf8")) as Record<string, string>])) as Record<(typeof languages)[number], Record<string, string>> }));

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();
const keys = Object.keys(messages.en) as Key[];

describe.each(rooms)("the messages of $room", ({ words }) => {
  const own = Object.keys(words.en);

  it.each(languages)("have the same keys in %s", (language) => expect(Object.keys(words[language]).sort()).toEqual([...own].sort()));

  it.each(languages)("have the same placeholders in %s, and none is empty", (language) => {
    for (const key of own) {
      expect([key, placeholders(words[language][key]!)]).toEqual([key, placeholders(words.en[key]!)]);
      expect([key, words[language][key]!.trim()]).not.toEqual([key, ""]);
    }
  });

  it("are all translated", () => expect(own.filter((key) => words.th[key] === words.en[key] || words.ja[key] === words.en[key])).toEqual([]));
});

it.each(languages)("name every figure in %s", (language) => {
  for (const { name } of figures) expect(messages[language][`figure.${name}`]).toBeTruthy();
});

it("are filled, and show what they were not given", () => {
  expect(say("en", "figure.of", { live: 3, of: 4 })).toBe("3 of 4");
  expect(say("en", "figure.of", { live: 3 })).toBe("3 of {of}");
});

it("are all used", () => {
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(svelte|ts)$/.test(file) && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(`src/${file}`, "utf8"))
    .join("\n");
  // `figure.${name}` and its like use every key that begins so.
  const families = [...sources.matchAll(/`([a-z.-]+\.)\$\{/g)].map((found) => found[1]!);
  const looked = ["channel.", "measure.", "mode."];
  expect(keys.filter((key) => !sources.includes(`"${key}"`) && ![...families, ...looked].some((family) => key.startsWith(family)))).toEqual([]);
});
