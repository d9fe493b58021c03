import { place } from "./place.svelte";

const system = matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now, by choice or as the system is; canvases must know. */
class Theme {
  #system = $state(system.matches);
  dark = $derived(place.theme === "dark" || (place.theme === "system" && this.#system));

  constructor() {
    system.addEventListener("change", () => (this.#system = system.matches));
  }
}

export const theme = new Theme();
