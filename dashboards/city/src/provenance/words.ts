import { wordsOf } from "../shared/place.svelte";
import en from "./messages/en.json";
import ja from "./messages/ja.json";
import th from "./messages/th.json";

export type Word = keyof typeof en;

export const isWord = (key: string): key is Word => Object.hasOwn(en, key);

export const say = wordsOf<Word>({ en, th, ja });
