import { collator } from "./format";
import type { Language } from "./messages";

export interface Order<K extends string> {
  by: K;
  /** From the greatest down. */
  down: boolean;
}

/** Unknown values come last whichever way one sorts. */
export const sorted = <T>(rows: T[], key: (row: T) => string | number | null | undefined, down: boolean, language: Language): T[] => {
  const words = collator(language);
  return rows.toSorted((one, other) => {
    const a = key(one) ?? null;
    const b = key(other) ?? null;
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const order = typeof a === "string" && typeof b === "string" ? words.compare(a, b) : Number(a) - Number(b);
    return down ? -order : order;
  });
};

/** A column asked for again turns round; words begin at A, numbers at the greatest. */
export const turned = <K extends string>(order: Order<K>, by: K, words: boolean): Order<K> =>
  order.by === by ? { by, down: !order.down } : { by, down: !words };

/** Found anywhere in any of the texts, whatever the case. */
export const matches = (query: string, ...texts: (string | null | undefined)[]): boolean => {
  const wanted = query.trim().toLocaleLowerCase();
  return wanted === "" || texts.some((text) => text?.toLocaleLowerCase().includes(wanted));
};
