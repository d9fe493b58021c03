import { wordsOf } from "../shared/place.svelte";
import en from "./messages/en.json";
import ja from "./messages/ja.json";
import th from "./messages/th.json";

export type Word = keyof typeof en;

/** The sheet's own words; they come with it. */
export const say = wordsOf<Word>({ en, th, ja });
