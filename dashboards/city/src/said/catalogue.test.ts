import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { read as readJa } from "./ja";
import { read as readTh } from "./th";
import { type Catalogue, literalsOf, placesOf } from "./templates";

const catalogues = (language: string): [string, Catalogue][] =>
  readdirSync(join(import.meta.dirname, language)).filter((file) => file.endsWith(".json")).sort().map((file) => [file, JSON.parse(readFileSync(join(import.meta.dirname, language, file), "utf8")) as Catalogue]);
const [th, ja] = [catalogues("th"), catalogues("ja")];

/** All that the twin's own source can say: literals joined over lines, quotes and braces as they come out. */
const sources = (): string => {
  const root = join(import.meta.dirname, "../../../..");
  const files = ["grains", "client", "silo"].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(root, folder, file)));
  return files.filter((file) => /\.(cs|json)$/.test(file)).map((file) => readFileSync(file, "utf8")).join("\n")
    .replace(/"\s*\+\s*\$?@?"/g, "").replaceAll('\\"', '"').replaceAll("{{", "{").replaceAll("}}", "}");
};

it("Thai and Japanese have the same sentences, each with the same places", () => {
  expect(ja.map(([file, words]) => [file, Object.keys(words).sort()])).toEqual(th.map(([file, words]) => [file, Object.keys(words).sort()]));
  for (const [file, words] of [...th, ...ja])
    for (const [english, ours] of Object.entries(words))
      expect([file, english, [...new Set(placesOf(ours))].sort()]).toEqual([file, english, [...new Set(placesOf(english))].sort()]);
});

it("every file is read", () => {
  const unread = [[th, readTh] as const, [ja, readJa] as const].flatMap(([files, reads]) =>
    files.filter(([, words]) => Object.keys(words).some((english) => reads(english.replace(/\{\w+\}/g, "7")).some(({ isOurs }) => !isOurs))).map(([file]) => file));
  expect(unread).toEqual([]);
}, 60_000);

it("no sentence is empty, none stands in two files, and each has words that tell it from others", () => {
  const all = th.flatMap(([, words]) => Object.keys(words));
  expect(new Set(all).size).toBe(all.length);
  for (const [, words] of [...th, ...ja])
    for (const [english, ours] of Object.entries(words)) {
      expect(ours.trim(), english).not.toBe("");
      expect(literalsOf(english).join("").replace(/[^A-Za-z]/g, "").length, english).toBeGreaterThan(1);
    }
});

it("every sentence is one that the twin says: changed English asks for changed words", () => {
  const said = sources();
  const unsaid = th.flatMap(([, words]) => Object.keys(words)).flatMap((english) =>
    literalsOf(english).map((literal) => literal.trim()).filter((literal) => literal.length > 1 && !said.includes(literal)).map((literal) => `${literal}   in: ${english}`));
  expect(unsaid).toEqual([]);
}, 60_000);
