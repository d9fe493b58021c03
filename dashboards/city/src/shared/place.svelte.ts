import { type CitySet, type Kind, kinds } from "../live/api";
import { isSpan, momentOf, type Span } from "../time/quarters";
import { fill, isLanguage, type Key, type Language, type Parameters, say } from "./messages";

export type Theme = "system" | "light" | "dark";

export interface View {
  lat: number;
  lon: number;
  zoom: number;
}

export const screens = ["live", "explore", "progress", "streams", "reports"] as const;
/** What one comes for; each has a path of its own. */
export type Screen = (typeof screens)[number];

const tabs = ["districts", "charts", "alerts", "compare"] as const;
export type Tab = (typeof tabs)[number];

const isScreen = (text: string | null | undefined): text is Screen => screens.some((screen) => screen === text);
const screenOf = (path: string): Screen | null => (isScreen(path.slice(1)) ? (path.slice(1) as Screen) : null);

const isTab = (text: string | null): text is Tab => tabs.some((tab) => tab === text);
const isKind = (text: string | null): text is Kind => kinds.some((kind) => kind === text);
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
  #screen = $state.raw(screenOf(location.pathname));
  #start = $state<Screen>("live");
  #fallback = $state(spoken());
  theme = $state<Theme>("system");
  /** The set shown while the address names none. */
  startSet = $state<CitySet | null>(null);

  /** "/" is the screen that this reader begins with. */
  screen: Screen = $derived(this.#screen ?? this.#start);

  // Derived, not looked up: a step from building to building must not stir what hangs on the set.
  language: Language = $derived(this.#asked("lang", isLanguage) ?? this.#fallback);
  askedSet: CitySet | null = $derived(this.#asked("set", isSet));
  set: CitySet | null = $derived(this.askedSet ?? this.startSet);
  district: string | null = $derived(this.#query.get("d"));
  twin: string | null = $derived(this.#query.get("twin"));
  kind: Kind = $derived(this.#asked("kind", isKind) ?? "building");
  tab: Tab = $derived(this.#asked("tab", isTab) ?? "districts");
  /** What colours the districts: a figure's name; null leaves it to the hour. */
  layer: string | null = $derived(this.#query.get("layer"));
  /** Districts as equal tiles instead of the map. */
  tiles: boolean = $derived(this.#query.get("map") === "tiles");
  /** The address of the explanation that is open over the screen, such as /v1/explain/city/pv-power-now?set=real; null is none. */
  why: string | null = $derived(this.#asked("why", (text): text is string => text?.startsWith("/v1/explain/") === true));
  /** The past moment on screen, ms; null is now. */
  at: number | null = $derived(momentOf(this.#query.get("t")));

  /** How far back the time bar goes. */
  span: Span = $derived(this.#asked("span", isSpan) ?? "day");

  constructor() {
    const theme = remembered("theme");
    if (isTheme(theme)) this.theme = theme;
    const start = remembered("screen");
    if (isScreen(start)) this.#start = start;
    addEventListener("popstate", () => this.#read());
  }

  #read(): void {
    this.#query = new URLSearchParams(location.search);
    this.#screen = screenOf(location.pathname);
  }

  /** Which screen "/" is: an official's, an engineer's or an analyst's; remembered, and nothing else hangs on it. */
  get start(): Screen {
    return this.#start;
  }

  set start(screen: Screen) {
    this.#start = screen;
    remember("screen", screen);
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

  /** One part of the address, for a screen that knows what it means. */
  part(key: string): string | null {
    return this.#query.get(key);
  }

  /** Another screen's address: language, set and district go along, the rest is of the screen that one leaves. */
  screenAddress(screen: Screen): string {
    const query = new URLSearchParams([...this.#query].filter(([key]) => ["lang", "set", "d"].includes(key)));
    return `/${screen}${query.size > 0 ? `?${query}` : ""}`;
  }

  /** Goes to an address of this page without loading it. */
  visit(address: string): void {
    history.pushState(null, "", address);
    this.#read();
  }

  go(changes: Record<string, string | null>): void {
    history.pushState(null, "", this.address(changes));
    this.#query = new URLSearchParams(location.search);
    if (isLanguage(changes.lang)) {
      this.#fallback = changes.lang;
      remember("language", changes.lang);
    }
  }

  /** Changes the address without a step that "back" would undo: for what changes many times a second. */
  replace(changes: Record<string, string | null>): void {
    history.replaceState(null, "", this.address(changes));
    this.#query = new URLSearchParams(location.search);
  }

  /** Where the map looks; read when the map is made, written as it moves. */
  get view(): View | null {
    const [lat, lon, zoom] = (this.#query.get("view") ?? "").split(",").map(Number);
    return lat && lon && zoom && Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 24 ? { lat, lon, zoom } : null;
  }

  look({ lat, lon, zoom }: View): void {
    this.replace({ view: `${lat.toFixed(4)},${lon.toFixed(4)},${zoom.toFixed(1)}` });
  }

  /** For a link's click: goes there without loading, unless a new tab or window was meant. */
  follow = (event: MouseEvent, changes: Record<string, string | null> | string): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (typeof changes === "string") this.visit(changes);
    else this.go(changes);
  };

  dress(theme: Theme): void {
    this.theme = theme;
    remember("theme", theme);
  }
}

export const place = new Place();

/** The words of a room that comes when it is asked for, with keys of its own. */
export const wordsOf =
  <K extends string>(words: Record<Language, Record<K, string>>) =>
  (key: K, parameters?: Parameters): string =>
    fill(words[place.language][key], parameters);

/** A message in the page's language. */
export const t = (key: Key, parameters?: Parameters): string => say(place.language, key, parameters);
