import { type District, nameIn, type Twin } from "../live/api";
import { live } from "../live/live.svelte";
import { isoTime } from "../shared/format";
import { hasMessage } from "../shared/messages";
import { place, t, wordsOf } from "../shared/place.svelte";
import { areaName } from "../twins/area";
import { wordFor } from "../twins/words";
import en from "./messages/en.json";
import ja from "./messages/ja.json";
import th from "./messages/th.json";
import type { Asked, MeasureInfo, Question } from "./query";
import type { cutsOf, Row } from "./rows";

export type Word = keyof typeof en;

export const e = wordsOf<Word>({ en, th, ja });

const isWord = (key: string): key is Word => Object.hasOwn(en, key);

/** Another word of the API, such as a category; one that this page has no words for keeps its own name. */
const own = (room: string, name: string): string => (isWord(`${room}.${name}`) ? e(`${room}.${name}` as Word) : name);

export const measureName = ({ measure }: Pick<MeasureInfo, "measure">): string => (hasMessage(`measure.${measure}`) ? wordFor("measure", measure) : own("name", measure));

export const districtName = (code: string, districts: readonly District[] = live.feed.districts): string => areaName(code, districts, place.language);

export const groupName = (by: string | null): string => own("group", by ?? "none");

export const valueName = (dimension: string, value: string): string =>
  dimension === "mode" ? wordFor("mode", value)
  : (dimension === "origin" || dimension === "destination") && /^\d{4}$/.test(value) ? districtName(value)
  : value === "" ? e("value.unknown")
  : own("value", value);

const twinName = (id: string, twins: readonly Twin[]): string => {
  const twin = twins.find((candidate) => candidate.id === id);
  return twin ? nameIn(twin.name, place.language) : id;
};

/** What a question keeps to, in words: "category: food"; nothing keeps to nothing. */
const onlyNames = ({ kind, where }: Question): string[] => [
  ...(kind === null ? [] : [`${e("ask.kind")}: ${t(`kind.${kind}`)}`]),
  ...where.map(({ name, value }) => `${groupName(name)}: ${valueName(name, value)}`),
];

/** The measure, and what alone of it counts. */
export const askedName = (measure: MeasureInfo, question: Question): string => {
  const only = onlyNames(question);
  return only.length === 0 ? measureName(measure) : e("say.only", { measure: measureName(measure), only: new Intl.ListFormat(place.language, { type: "unit" }).format(only) });
};

/** Which steps are not whole, and why they are less. */
export const cutWords = ({ first, last, late }: ReturnType<typeof cutsOf>, when: (moment: number) => string): string =>
  [first === null ? "" : e("cut.first", { from: when(first) }), last === null ? "" : e("cut.last", { to: when(last) }), late ? e("cut.late") : ""].filter(Boolean).join(" ");

/** What a question is about, without its split. */
export const whereName = ({ area, twin }: Question, twins: readonly Twin[]): string =>
  twin !== null ? twinName(twin, twins) : area !== null ? districtName(area) : e("say.city");

/** One group of a question, or what all of it is about. */
export const keyName = (key: string, question: Question, twins: readonly Twin[]): string =>
  question.by === null ? whereName(question, twins) : question.by === "area" ? districtName(key) : question.by === "twin" ? twinName(key, twins) : valueName(question.by, key);

const mostNamed = 6;

/** Groups by name, the first of many. */
export const pickNames = (pick: readonly string[], question: Question, twins: readonly Twin[]): string => {
  const named = pick.slice(0, mostNamed).map((key) => keyName(key, question, twins));
  const more = pick.length - named.length;
  return new Intl.ListFormat(place.language, { type: "conjunction" }).format(more > 0 ? [...named, e("brush.more", { n: more })] : named);
};

/** Names of series, none twice: a chart's legend must tell them apart. */
export const rowNames = (rows: readonly Pick<Row, "key">[], question: Question, twins: readonly Twin[]): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { key } of rows) {
    const name = keyName(key, question, twins);
    const unique = taken.has(name) ? `${name} (${key})` : name;
    taken.add(unique);
    names.set(key, unique);
  }
  return names;
};

/** What one compares with: another time of the same, or the same time elsewhere. */
export const otherName = (other: Question, against: Asked["against"], when: (moment: number) => string): string =>
  against === "district" ? whereName(other, []) : e("say.span", { from: when(other.from), to: when(other.to) });

/** The question as a sentence. */
export const sentence = (asked: Asked, question: Question, set: string, twins: readonly Twin[], when: (moment: number) => string): string => {
  const { measure, other, against, versus } = asked;
  const parts = {
    measure: askedName(measure!, question),
    where: whereName(question, twins),
    split: question.by === null ? "" : e("say.split", { group: groupName(question.by) }),
    step: e(`step.${question.step}`),
    from: when(question.from),
    to: when(question.to),
  };
  return [
    e("say.asked", parts),
    versus === null ? "" : e("say.versus", { measure: askedName(versus.measure, versus.question) }),
    asked.pick === null ? "" : e("say.pick", { names: pickNames(asked.pick, question, twins) }),
    question.known === null ? "" : e("say.known", { at: isoTime(question.known).slice(0, 19) }),
    other === null ? "" : e("say.against", { other: otherName(other, against, when) }),
    t(`set.${set === "real" ? "real" : "rehearsal"}.says`),
  ].filter(Boolean).join(" ");
};
