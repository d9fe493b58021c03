import type { CitySet, Figure } from "../live/api";
import type { Key } from "../shared/messages";

/** What the city and its districts show, in the order it is read, each always in one unit. Shown only where the API has it. */
export const figures = [
  { name: "pv-power-now", unit: "kW", group: "solar", measure: "pv-energy" },
  { name: "pv-energy-today", unit: "MWh", group: "solar", measure: "pv-energy" },
  { name: "pv-displaced-today", unit: "t", group: "solar", measure: "pv-displaced" },
  { name: "load-power-now", unit: "kW", group: "use", measure: "load-energy" },
  { name: "load-energy-today", unit: "MWh", group: "use", measure: "load-energy" },
  { name: "import-energy-today", unit: "MWh", group: "use", measure: "import-energy" },
  { name: "export-energy-today", unit: "MWh", group: "use", measure: "export-energy" },
  { name: "import-emissions-today", unit: "t", group: "use", measure: "import-emissions" },
  { name: "vehicle-distance-today", unit: "km", group: "mobility", measure: "vehicle-distance" },
  { name: "passenger-distance-today", unit: "km", group: "mobility", measure: "passenger-distance" },
  { name: "boardings-today", unit: "{persons}", group: "mobility", measure: "boardings" },
  { name: "shuttle-energy-today", unit: "kWh", group: "mobility", measure: "shuttle-energy" },
  { name: "charge-emissions-today", unit: "kg", group: "mobility", measure: "charge-emissions" },
  { name: "disengagements-today", unit: "1", group: "mobility", measure: "disengagements" },
  { name: "waste-collected-today", unit: "t", group: "waste", measure: "waste-collected" },
  { name: "waste-delivered-today", unit: "t", group: "waste", measure: "waste-delivered" },
  { name: "wte-energy-today", unit: "MWh", group: "waste", measure: "wte-energy" },
  { name: "ewaste-collected-today", unit: "kg", group: "ewaste", measure: "ewaste-collected" },
  { name: "items-without-certificate-today", unit: "1", group: "ewaste", measure: "items-without-certificate" },
] as const;

export type FigureKind = (typeof figures)[number];
export type FigureName = FigureKind["name"];
export type Group = FigureKind["group"];

export const groups: Group[] = ["solar", "use", "mobility", "waste", "ewaste"];

export const kindOf = (name: FigureName): FigureKind => figures.find((figure) => figure.name === name)!;

/**
 * Roofs and meters always; the others where the city has such twins. The rehearsal's city has all kinds: there each has its place before it is known,
 * so that nothing moves when it comes.
 */
export const shownFigures = (figure: (id: string) => Figure | undefined, set: CitySet | null): FigureKind[] =>
  figures.filter(({ name, group }) => {
    if (set === "rehearsal") return true;
    const known = figure(`city/${name}`);
    return group === "solar" || group === "use" || (known !== undefined && (known.value !== null || (known.twins?.of ?? 0) > 0));
  });

/** Why a figure has no value. */
export const whyNone = (name: FigureName, figure: Figure | undefined): Key =>
  !figure ? "figure.waiting" : figure.twins?.of === 0 ? "figure.none" : name.endsWith("-today") ? "figure.nothing-today" : "figure.silent";
