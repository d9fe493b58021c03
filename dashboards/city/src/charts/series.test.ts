import { describe, expect, it } from "vitest";
import { summary } from "./series";

describe("a curve in words", () => {
  it("names the least, the most and the last that are known", () =>
    expect(summary([1, 2, 3, 4, 5], [null, 5, 2, 9, null])).toEqual({ least: 2, leastAt: 3, most: 9, mostAt: 4, last: 9, lastAt: 4 }));
  it("says nothing of nothing", () => expect(summary([1, 2], [null, null])).toBeNull());
  it("names the first of equals", () => expect(summary([1, 2], [3, 3])).toMatchObject({ leastAt: 1, mostAt: 1, lastAt: 2 }));
});
