import { expect, it } from "vitest";
import type { TwinState } from "../live/api";
import { flowsOf } from "./flows";

it("a site's flows are what it passed on, by destination, whatever its category", () => {
  const part = (measure: string, by: Record<string, string>, value: number) => ({ measure, by, value, unit: "kg" });
  const state = {
    id: "on-nut",
    waste: {
      role: "transfer-station", capacity: null,
      today: [
        part("waste-transferred", { category: "mixed", destination: "far" }, 100), part("waste-transferred", { category: "food", destination: "far" }, 20),
        part("waste-transferred", { category: "mixed", destination: "near" }, 5), part("waste-collected", { category: "mixed", origin: "1034" }, 900),
      ],
    },
  } as unknown as TwinState;
  expect(flowsOf(state)).toEqual([{ from: "on-nut", to: "far", kilograms: 120 }, { from: "on-nut", to: "near", kilograms: 5 }]);
  expect(flowsOf({ id: "roof" } as TwinState)).toEqual([]);
});
