import { wordsOf } from "../shared/place.svelte";
import en from "./messages/en.json";
import ja from "./messages/ja.json";
import th from "./messages/th.json";

export type Word = keyof typeof en;

/** The sheet's own words; they come with it. */
export const say = wordsOf<Word>({ en, th, ja });

const own = (room: "alarm" | "role" | "event" | "flaw" | "use", name: string): string => (Object.hasOwn(en, `${room}.${name}`) ? say(`${room}.${name}` as Word) : name);

/** Names of what the API says by a code; one that this page has no words for keeps its own. */
export const alarmName = (code: string): string => own("alarm", code);
export const roleName = (role: string): string => own("role", role);
export const eventName = (type: string): string => own("event", type);
export const flawName = (flaw: string): string => own("flaw", flaw);
export const useName = (use: string): string => own("use", use);
