import { hasMessage } from "../shared/messages";
import { t } from "../shared/place.svelte";

/** A word for what the API names; one that this page has no words for keeps its own name. */
export const wordFor = (room: "channel" | "measure" | "mode", name: string): string => {
  const key = `${room}.${name}`;
  return hasMessage(key) ? t(key) : name;
};
