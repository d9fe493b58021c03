import type { FeatureCollection } from "geojson";
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import { cividis } from "./colours";
import { fonts } from "./glyphs";
import geography from "./geo/districts.json";
import lines from "./geo/lines.json";

/** Resolved colours of the page's theme. */
export interface Inks {
  ground: string;
  land: string;
  line: string;
  text: string;
  muted: string;
  halo: string;
  river: string;
  rail: string;
  chosen: string;
  solar: string;
  waste: string;
  ewaste: string;
  mobility: string;
}

/** From afar roofs are one bubble for each district. */
export const nearZoom = 12;

// From farther off a loop would be a dot under its carts.
const loopZoom = 11;

const empty = { type: "FeatureCollection" as const, features: [] };
const kind = (...kinds: string[]): ExpressionSpecification => ["in", ["get", "kind"], ["literal", kinds]];

const stepColours = (unknown: string): ExpressionSpecification =>
  ["match", ["coalesce", ["feature-state", "step"], -1], ...cividis.flatMap((colour, step) => [step, colour]), unknown] as unknown as ExpressionSpecification;

const icon = (id: string, filter: ExpressionSpecification, image: string, colour: string, inks: Inks, minzoom: number): LayerSpecification => ({
  id, type: "symbol", source: "standing", filter, minzoom,
  layout: {
    "icon-image": image, "icon-size": ["interpolate", ["linear"], ["zoom"], 9, 0.4, 14, 0.75], "icon-allow-overlap": true,
    "text-field": ["step", ["zoom"], "", 12.5, ["get", "name"]], "text-font": fonts, "text-size": 12, "text-anchor": "left", "text-offset": [0.9, 0], "text-optional": true,
  },
  paint: { "icon-color": colour, "icon-opacity": ["case", ["==", ["get", "old"], 1], 0.45, 1], "icon-halo-color": inks.halo, "icon-halo-width": 1.5, "text-color": inks.text, "text-halo-color": inks.halo, "text-halo-width": 1.5 },
});

const round = { "line-cap": "round" as const, "line-join": "round" as const };

const small = (image: keyof typeof shapes) => ({
  "icon-image": image, "icon-size": ["interpolate", ["linear"], ["zoom"], 12, 0.3, 15, 0.5] as ExpressionSpecification, "icon-allow-overlap": true, "icon-ignore-placement": true,
});

/** All that is drawn, in order; no glyphs, sprites or tiles: text is drawn with the page's own fonts. */
export const styleOf = (inks: Inks, official?: FeatureCollection): StyleSpecification => ({
  version: 8,
  sources: {
    districts: { type: "geojson", data: official ?? (geography as unknown as FeatureCollection) },
    lines: { type: "geojson", data: lines as unknown as FeatureCollection },
    labels: { type: "geojson", data: empty },
    bubbles: { type: "geojson", data: empty },
    standing: { type: "geojson", data: empty },
    flows: { type: "geojson", data: empty },
    loops: { type: "geojson", data: empty },
    stops: { type: "geojson", data: empty },
  },
  layers: [
    { id: "ground", type: "background", paint: { "background-color": inks.ground } },
    { id: "district", type: "fill", source: "districts", paint: { "fill-color": stepColours(inks.land), "fill-opacity": 0.92 } },
    { id: "district-line", type: "line", source: "districts", paint: { "line-color": inks.line, "line-width": 0.8 } },
    { id: "river", type: "line", source: "lines", filter: ["==", ["get", "kind"], "river"], layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": inks.river, "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 8, 1.5, 11, 5, 15, 26] } },
    { id: "rail", type: "line", source: "lines", filter: ["==", ["get", "kind"], "rail"], layout: { "line-join": "round" }, paint: { "line-color": inks.rail, "line-width": ["interpolate", ["linear"], ["zoom"], 9, 1, 14, 3], "line-dasharray": [3, 1.5] } },
    { id: "chosen", type: "line", source: "districts", filter: ["==", ["get", "code"], ""], paint: { "line-color": inks.chosen, "line-width": 3 } },
    { id: "flow", type: "line", source: "flows", layout: { "line-cap": "round" }, paint: { "line-color": inks.waste, "line-opacity": 0.75, "line-width": ["interpolate", ["linear"], ["get", "kilograms"], 0, 1.5, 2_000_000, 9] } },
    // Pale beneath and coloured above, so that it is seen on every colour that a district may have.
    { id: "loop-bed", type: "line", source: "loops", minzoom: loopZoom, layout: round, paint: { "line-color": inks.halo, "line-width": ["interpolate", ["linear"], ["zoom"], 11, 3, 14, 7] } },
    { id: "loop", type: "line", source: "loops", minzoom: loopZoom, layout: round, paint: { "line-color": inks.mobility, "line-width": ["interpolate", ["linear"], ["zoom"], 11, 1.5, 14, 3.5] } },
    {
      id: "bubble", type: "circle", source: "bubbles", maxzoom: nearZoom,
      paint: { "circle-color": inks.halo, "circle-opacity": 0.92, "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1, 9, 10, 22], "circle-stroke-color": inks.solar, "circle-stroke-width": 2.5 },
    },
    { id: "bubble-count", type: "symbol", source: "bubbles", maxzoom: nearZoom, layout: { "text-field": ["get", "label"], "text-font": fonts, "text-size": 12, "text-allow-overlap": true }, paint: { "text-color": inks.text } },
    {
      id: "label", type: "symbol", source: "labels", minzoom: 8.6,
      layout: { "text-field": ["get", "name"], "text-font": fonts, "text-size": ["interpolate", ["linear"], ["zoom"], 9, 10.5, 13, 15], "text-max-width": 7, "text-anchor": "top", "text-offset": [0, 1.1], "text-padding": 4 },
      paint: { "text-color": inks.text, "text-halo-color": inks.halo, "text-halo-width": 1.6 },
    },
    icon("building", kind("building"), "square", inks.solar, inks, nearZoom),
    icon("thing", kind("thing"), "square", inks.muted, inks, nearZoom),
    icon("e-waste", kind("e-waste-point"), "diamond", inks.ewaste, inks, 10.5),
    icon("waste", kind("waste-site"), "triangle", inks.waste, inks, 0),
    // A small square with a pale heart; a building's is greater and filled.
    { id: "stop", type: "symbol", source: "stops", minzoom: nearZoom, layout: small("square"), paint: { "icon-color": inks.mobility } },
    {
      id: "stop-heart", type: "symbol", source: "stops", minzoom: nearZoom,
      layout: {
        ...small("heart"), "text-field": ["step", ["zoom"], "", 13, ["get", "name"]], "text-font": fonts, "text-size": 13, "text-max-width": 16, "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 1.2, "text-justify": "auto", "text-optional": true,
      },
      paint: { "icon-color": inks.halo, "text-color": inks.text, "text-halo-color": inks.halo, "text-halo-width": 1.6 },
    },
  ],
});

/** Shapes as signed distances are not needed at this size: one colour on nothing, tinted by the layer. */
export const shapes: Record<"square" | "heart" | "triangle" | "diamond", [x: number, y: number][]> = {
  square: [[8, 8], [32, 8], [32, 32], [8, 32]],
  heart: [[13, 13], [27, 13], [27, 27], [13, 27]],
  triangle: [[20, 3], [38, 35], [2, 35]],
  diamond: [[20, 3], [37, 20], [20, 37], [3, 20]],
};
