/** A run of what was said: in the reader's language, or as it came. */
export interface Piece {
  text: string;
  isOurs: boolean;
}

/** English sentences with places for values ("It stands still since {time}.") and the same in one other language. */
export type Catalogue = Readonly<Record<string, string>>;

interface Template {
  /** What stands between the places; a text without one of them need not be tried. */
  literals: readonly string[];
  shape: RegExp;
  places: readonly string[];
  ours: string;
}

const place = /\{(\w+)\}/g;

export const placesOf = (sentence: string): string[] => [...sentence.matchAll(place)].map(([, name]) => name!);

export const literalsOf = (sentence: string): string[] => sentence.split(/\{\w+\}/).filter((literal) => literal !== "");

/** A value ends where a sentence does. */
const anything = "((?:(?![.!?] \\p{Lu}).)+?)";

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

const templateOf = ([english, ours]: [string, string]): Template => ({
  literals: literalsOf(english),
  shape: new RegExp(`^${english.split(/\{\w+\}/).map(escaped).join(anything)}$`, "su"),
  places: placesOf(english),
  ours,
});

const weight = ({ literals }: Template): number => literals.reduce((sum, literal) => sum + literal.length, 0);

/** Whether the literals stand in the text one after the other: quick, and rules out nearly all. */
const mayFit = (text: string, literals: readonly string[]): boolean => {
  let from = 0;
  for (const literal of literals) {
    const at = text.indexOf(literal, from);
    if (at < 0) return false;
    from = at + literal.length;
  }
  return true;
};

const most = 2000;

/**
 * Reads what the API says by a catalogue. Sentences are found by their shape, whole texts before single sentences, the most words before fewer; values that are words themselves are read too.
 * What is in no catalogue stays as it was said, so that nothing is lost and nothing is made up.
 */
export const readerOf = (catalogue: Catalogue): ((text: string) => Piece[]) => {
  const whole = new Map(Object.entries(catalogue).filter(([english]) => placesOf(english).length === 0));
  const templates = Object.entries(catalogue).filter(([english]) => placesOf(english).length > 0).map(templateOf).sort((a, b) => weight(b) - weight(a));
  const known = new Map<string, Piece[]>();

  const sentence = (text: string): string | null => {
    // What begins a sentence is written large there.
    const same = whole.get(text) ?? whole.get(text.charAt(0).toLowerCase() + text.slice(1));
    if (same !== undefined) return same;
    for (const { literals, shape, places, ours } of templates) {
      const found = mayFit(text, literals) ? shape.exec(text) : null;
      if (!found) continue;
      const values = new Map<string, string>();
      places.forEach((name, index) => values.set(name, value(found[index + 1]!)));
      return ours.replace(place, (_, name: string) => values.get(name) ?? "");
    }
    return null;
  };

  /** Known words, also after the name of what they are said of ("cart-1: it has none"). */
  const named = (text: string): string | null => {
    const found = sentence(text);
    const [, name, rest] = found === null ? (/^([\w.-]+): (.+)$/su.exec(text) ?? []) : [];
    const said = rest === undefined ? null : sentence(rest);
    return said === null ? found : `${name}: ${said}`;
  };

  /** A list is read part by part before it may fit a shape by chance, if all of its parts are known; else what is known of it. */
  const value = (text: string): string => {
    if (!/\p{L}{3}/u.test(text)) return text; // a number, a unit
    const signs = ["; ", ", "].filter((sign) => text.includes(sign));
    for (const sign of signs) {
      const parts = text.split(sign).map(named);
      if (parts.every((part) => part !== null)) return whole.get(text) ?? parts.join(sign);
    }
    return named(text) ?? (signs[0] ? text.split(signs[0]).map(value).join(signs[0]) : text);
  };

  const pieces = (text: string): Piece[] => {
    const all = sentence(text);
    if (all !== null) return [{ text: all, isOurs: true }];
    const parts = text.split(/(?<=[.;:!?])\s+/);
    const said: Piece[] = [];
    for (let from = 0; from < parts.length; ) {
      let to = parts.length;
      let ours: string | null = null;
      while (to > from && (ours = sentence(parts.slice(from, to).join(" "))) === null) to--;
      const last = said.at(-1);
      if (ours !== null) said.push({ text: ours, isOurs: true });
      else if (last && !last.isOurs) last.text += ` ${parts[from]}`;
      else said.push({ text: parts[from]!, isOurs: false });
      from = Math.max(to, from + 1);
    }
    return said;
  };

  return (text) => {
    const before = known.get(text);
    if (before) return before;
    if (known.size >= most) known.clear();
    const said = pieces(text);
    known.set(text, said);
    return said;
  };
};
