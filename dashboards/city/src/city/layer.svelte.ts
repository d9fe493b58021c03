import { place } from "../shared/place.svelte";
import { sun } from "../time/sun.svelte";
import { type FigureName, figures } from "./figures";

/** What colours the districts, on the map and in the list: as asked, else solar power, or the load while the sun is down. */
export const layerShown = (): FigureName =>
  figures.find(({ name }) => name === place.layer)?.name ?? (sun.night ? "load-power-now" : "pv-power-now");
