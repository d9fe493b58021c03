import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { figures } from "../city/figures";
import { type Key, languages, messages, say } from "./messages";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();
const keys = Object.keys(messages.en) as Key[];

describe.each(languages)("the messages in %s", (language) => {
  it("have the same keys as all others", () => expect(Object.keys(messages[language]).sort()).toEqual([...keys].sort()));

  it("have the same placeholders", () => {
    for (const key of keys) expect([key, placeholders(messages[language][key])]).toEqual([key, placeholders(messages.en[key])]);
  });

  it("are none of them empty", () => {
    for (const key of keys) expect([key, messages[language][key].trim()]).not.toEqual([key, ""]);
  });

  it("name every figure", () => {
    for (const { name } of figures) expect(messages[language][`figure.${name}`]).toBeTruthy();
  });
});

it("are all translated", () => {
  const same = keys.filter((key) => messages.th[key] === messages.en[key] || messages.ja[key] === messages.en[key]);
  expect(same).toEqual([]);
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
  const rooms = ["channel.", "measure.", "alarm.", "mode.", "role."];
  expect(keys.filter((key) => !sources.includes(`"${key}"`) && ![...families, ...rooms].some((family) => key.startsWith(family)))).toEqual([]);
});
