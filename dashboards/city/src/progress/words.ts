import { wordsOf } from "../shared/place.svelte";
import en from "./messages/en.json";
import ja from "./messages/ja.json";
import th from "./messages/th.json";

/** The words of this screen. */
export const p = wordsOf({ en, th, ja });
