import type { Figure } from "../live/api";
import type { Key } from "../shared/messages";

/** The city's and the districts' figures, in the order they are read; power in kW, energy in MWh, always. */
export const figures = [
  { name: "pv-power-now", unit: "kW" },
  { name: "pv-energy-today", unit: "MWh" },
  { name: "load-power-now", unit: "kW" },
  { name: "load-energy-today", unit: "MWh" },
  { name: "import-energy-today", unit: "MWh" },
  { name: "export-energy-today", unit: "MWh" },
] as const;

export type FigureName = (typeof figures)[number]["name"];

export const groups: { key: "solar" | "use" | "grid"; names: FigureName[] }[] = [
  { key: "solar", names: ["pv-power-now", "pv-energy-today"] },
  { key: "use", names: ["load-power-now", "load-energy-today"] },
  { key: "grid", names: ["import-energy-today", "export-energy-today"] },
];

export const unitOf = (name: FigureName) => figures.find((figure) => figure.name === name)!.unit;

/** Why a figure has no value. */
export const whyNone = (name: FigureName, figure: Figure | undefined): Key =>
  !figure ? "figure.waiting" : figure.twins.of === 0 ? "figure.none" : name.endsWith("-today") ? "figure.nothing-today" : "figure.silent";
