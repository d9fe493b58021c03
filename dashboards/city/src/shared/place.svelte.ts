import type { CitySet } from "../live/api";
import { isLanguage, type Key, type Language, type Parameters, say } from "./messages";

export type Theme = "system" | "light" | "dark";

const isSet = (text: string | null): text is CitySet => text === "real" || text === "rehearsal";
const isTheme = (text: string | null): text is Theme => text === "system" || text === "light" || text === "dark";

const remembered = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage refused by the browser: nothing is remembered, all else works
  }
};

const remember = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // as above
  }
};

const spoken = (): Language => {
  const asked = remembered("language");
  if (isLanguage(asked)) return asked;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
};

/** Where one is: all of it is in the address, so that back and sharing restore it. */
class Place {
  #query = $state.raw(new URLSearchParams(location.search));
  #fallback = $state(spoken());
  theme = $state<Theme>("system");
  /** The set shown while the address names none. */
  startSet = $state<CitySet | null>(null);

  // Derived, not looked up: a step from building to building must not stir what hangs on the set.
  language: Language = $derived(this.#asked("lang", isLanguage) ?? this.#fallback);
  askedSet: CitySet | null = $derived(this.#asked("set", isSet));
  set: CitySet | null = $derived(this.askedSet ?? this.startSet);
  district: string | null = $derived(this.#query.get("d"));
  twin: string | null = $derived(this.#query.get("twin"));

  constructor() {
    const theme = remembered("theme");
    if (isTheme(theme)) this.theme = theme;
    addEventListener("popstate", () => (this.#query = new URLSearchParams(location.search)));
  }

  #asked<T extends string>(key: string, is: (text: string | null) => text is T): T | null {
    const asked = this.#query.get(key);
    return is(asked) ? asked : null;
  }

  /** The address with these changed; null leaves a part out. */
  address(changes: Record<string, string | null>): string {
    const query = new URLSearchParams(this.#query);
    for (const [key, value] of Object.entries(changes))
      if (value === null) query.delete(key);
      else query.set(key, value);
    return query.size > 0 ? `?${query}` : location.pathname;
  }

  go(changes: Record<string, string | null>): void {
    history.pushState(null, "", this.address(changes));
    this.#query = new URLSearchParams(location.search);
    if (isLanguage(changes.lang)) {
      this.#fallback = changes.lang;
      remember("language", changes.lang);
    }
  }

  /** For a link's click: goes there without loading, unless a new tab or window was meant. */
  follow = (event: MouseEvent, changes: Record<string, string | null>): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.go(changes);
  };

  dress(theme: Theme): void {
    this.theme = theme;
    remember("theme", theme);
  }
}

export const place = new Place();

/** A message in the page's language. */
export const t = (key: Key, parameters?: Parameters): string => say(place.language, key, parameters);
