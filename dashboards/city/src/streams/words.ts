import { wordsOf } from "../shared/place.svelte";
import en from "./messages/en.json";
import ja from "./messages/ja.json";
import th from "./messages/th.json";

/** This room's own words. */
export const w = wordsOf({ en, th, ja });
