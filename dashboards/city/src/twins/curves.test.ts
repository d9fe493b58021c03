import { expect, it } from "vitest";
import { lastOfQuarters } from "./curves";

it("of each quarter hour the last reading stands, a moment on the border in the one that ends", () => {
  const end = (minutes: number) => Date.parse("2026-11-29T00:00:00Z") + minutes * 60_000;
  const readings = [
    { at: "2026-11-29T00:01:00Z", value: 1 },
    { at: "2026-11-29T00:15:00Z", value: 2 },
    { at: "2026-11-29T00:15:01Z", value: 3 },
    { at: "2026-11-29T00:59:00Z", value: null },
  ];
  expect(lastOfQuarters(readings, [end(0), end(15), end(30), end(45), end(60)])).toEqual([null, 2, 3, null, null]);
});
