import { live } from "../live/live.svelte";
import { momentsOf, momentText, spans } from "../time/quarters";
import { clock } from "./clock.svelte";
import { place } from "./place.svelte";

const remembered = () => {
  try {
    return localStorage.getItem("shortcuts") !== "off";
  } catch {
    return true; // storage refused: nothing is remembered, all else works
  }
};

/** Single keys can be turned off (WCAG 2.1.4): who dictates would press them by speaking. */
class Shortcuts {
  #on = $state(remembered());

  get on(): boolean {
    return this.#on;
  }

  set on(on: boolean) {
    this.#on = on;
    try {
      localStorage.setItem("shortcuts", on ? "on" : "off");
    } catch {
      // as above
    }
  }
}

export const shortcuts = new Shortcuts();

const step = (steps: number): void => {
  const moments = momentsOf(clock.now, place.span);
  const [first, last, each] = [moments[0]!, moments.at(-1)!, spans[place.span].step];
  const to = (place.at ?? last + each) + steps * each;
  place.replace({ t: to > last ? null : momentText(Math.max(first, to)) });
};

const keys: Record<string, () => void> = {
  "/": () => {
    if (place.tab !== "districts") place.go({ tab: null });
    requestAnimationFrame(() => document.getElementById("search")?.focus());
  },
  l: () => place.replace({ t: null }),
  "[": () => step(-1),
  "]": () => step(1),
  " ": () => (live.paused ? live.ask(live.feed.set) : live.pause()),
};

/** The page's own keys; never while something is typed, chosen or pressed, nor over an open sheet. */
export const press = (event: KeyboardEvent): void => {
  if (event.key === "Escape" && place.at !== null && place.twin === null && place.why === null) return place.replace({ t: null });
  const target = event.target as HTMLElement;
  if (!shortcuts.on || event.ctrlKey || event.metaKey || event.altKey || place.twin !== null || place.why !== null || target.closest("input, select, textarea, canvas")) return;
  // The others move what only the live city has.
  if (place.screen !== "live" && event.key !== " ") return;
  if (event.key === " " && target.closest("a, button, [tabindex]")) return;
  const act = keys[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
};
