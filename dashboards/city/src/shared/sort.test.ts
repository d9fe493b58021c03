import { describe, expect, it } from "vitest";
import { matches, sorted, turned } from "./sort";

describe("rows", () => {
  it("with unknown values come last, up or down", () => {
    expect(sorted([null, 2, 1], (row) => row, false, "en")).toEqual([1, 2, null]);
    expect(sorted([null, 2, 1], (row) => row, true, "en")).toEqual([2, 1, null]);
  });

  it("sort by the language's own alphabet: a Thai vowel before its consonant does not come first", () =>
    expect(sorted(["เขต", "คลอง", "กลาง"], (row) => row, false, "th")).toEqual(["กลาง", "เขต", "คลอง"]));

  it("sort numbers in names by size", () => expect(sorted(["Roof 10", "Roof 9"], (row) => row, false, "en")).toEqual(["Roof 9", "Roof 10"]));

  it("are found in any language and case", () => {
    expect(matches(" chatu", "Chatuchak", "จตุจักร")).toBe(true);
    expect(matches("จตุ", "Chatuchak", "จตุจักร")).toBe(true);
    expect(matches("x", "Chatuchak", null)).toBe(false);
  });
});

it("a column asked for again turns round", () => {
  const first = turned<"a" | "b">({ by: "a", down: false }, "b", false);
  expect(first).toEqual({ by: "b", down: true });
  expect(turned(first, "b", false)).toEqual({ by: "b", down: false });
});
