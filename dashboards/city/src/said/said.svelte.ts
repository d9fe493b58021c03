import type { Language } from "../shared/messages";
import { place } from "../shared/place.svelte";
import type { Piece } from "./templates";

type Reader = (text: string) => Piece[];

const english: Reader = (text) => [{ text, isOurs: false }];

/** A language's sentences come when it is first read. */
const load = { th: () => import("./th"), ja: () => import("./ja") };

class Readers {
  #by = $state.raw<Partial<Record<Language, Reader>>>({ en: english });
  #asked = new Set<Language>();

  /** What was said, in the page's language as far as there are words for it. */
  read(text: string): Piece[] {
    const language = place.language;
    const reader = this.#by[language];
    if (!reader && language !== "en") void this.#load(language);
    return (reader ?? english)(text);
  }

  /** The same as one text, for where it is a part of another. */
  text(said: string): string {
    return this.read(said).map(({ text }) => text).join(" ");
  }

  async #load(language: keyof typeof load): Promise<void> {
    if (this.#asked.has(language)) return;
    this.#asked.add(language);
    try {
      const { read } = await load[language]();
      this.#by = { ...this.#by, [language]: read };
    } catch {
      this.#asked.delete(language); // asked for again with the next text; until then it is read in English
    }
  }
}

export const readers = new Readers();
