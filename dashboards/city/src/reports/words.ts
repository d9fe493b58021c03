import { readers } from "../said/said.svelte";
import { hasMessage } from "../shared/messages";
import { wordsOf } from "../shared/place.svelte";
import { wordFor } from "../twins/words";
import { groupName, measureName, valueName } from "../explore/names";
import en from "./messages/en.json";
import ja from "./messages/ja.json";
import th from "./messages/th.json";

type Word = keyof typeof en;

/** The words of this screen. */
export const r = wordsOf<Word>({ en, th, ja });

const own = (room: string, name: string): string | null => (Object.hasOwn(en, `${room}.${name}`) ? r(`${room}.${name}` as Word) : null);

/** What a figure of a report is called; one that this page has no words for keeps its own name. */
export const figureName = (figure: string): string => own("figure", figure) ?? (hasMessage(`measure.${figure}`) ? wordFor("measure", figure) : measureName({ measure: figure }));

/** Some values are words of the API, such as what a certificate lacks. */
const partValue = (name: string, value: string): string => {
  const known = own("value", value) ?? valueName(name, value);
  return known === value ? readers.text(value) : known;
};

/** Of which part a figure is: "who drives: itself, with passengers"; nothing for the whole. */
export const partName = (by: Record<string, string> | null): string =>
  Object.entries(by ?? {}).map(([name, value]) => `${own("part", name) ?? groupName(name)}: ${partValue(name, value)}`).join("; ");
