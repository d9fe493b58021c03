import { figures } from "../city/figures";
import { causeOf, type Figure } from "../live/api";
import { live } from "../live/live.svelte";
import { place } from "../shared/place.svelte";
import { readPast } from "./past";
import { askOf } from "./quarters";

// Dragging passes many moments; only where it rests is asked for.
const rest = 150;

/** The figures on screen: the city's as they change, or as they were at the address's moment. */
class Shown {
  #past = $state.raw<ReadonlyMap<string, Figure>>(new Map());
  /** Why the past could not be read, empty where nobody answered; null when it could. */
  failure = $state<string | null>(null);
  loading = $state(false);
  #cityKnown = $derived(live.feed.figures.size > 0);

  figure(id: string): Figure | undefined {
    return place.at === null ? live.figure(id) : this.#past.get(id);
  }

  /** Call once, while the page is made. */
  follow(): void {
    $effect(() => {
      const { at, set } = place;
      // What the city shows now says what to ask the past for.
      if (at === null || set === null || !this.#cityKnown) return;
      const stop = new AbortController();
      this.loading = true;
      const timer = setTimeout(() => void this.#read(at, set, stop.signal), rest);
      return () => {
        clearTimeout(timer);
        stop.abort();
        this.loading = false;
      };
    });
  }

  async #read(at: number, set: string, stop: AbortSignal): Promise<void> {
    // Only of what the city shows: an older twin may not count all of it.
    const known = figures.filter(({ name }) => live.figure(`city/${name}`) !== undefined);
    const asked = known.flatMap((figure) => [false, true].map((byArea) => askOf(figure, set, at, byArea)));
    try {
      this.#past = await readPast(asked, stop);
      this.failure = null;
    } catch (failure) {
      if (stop.aborted) return;
      this.#past = new Map();
      this.failure = causeOf(failure);
    }
    this.loading = false;
  }
}

export const shown = new Shown();
