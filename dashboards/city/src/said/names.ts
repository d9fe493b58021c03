import gpc from "../../../../grains/Model/City/Inventory/gpc.json";
import actions from "../../../../grains/Model/City/Actions/actions.json";
import plan from "../../../../grains/Model/City/Plan/plan.json";
import ja from "../messages/ja.json";
import th from "../messages/th.json";
import type { Catalogue } from "./templates";

type Language = "th" | "ja";

const words: Record<Language, Record<string, string>> = { th, ja };

/** Every name in three languages that stands somewhere in the twin's own data. */
const named = (data: unknown, language: Language): [string, string][] => {
  if (typeof data !== "object" || data === null) return [];
  const { en, [language]: ours } = data as Record<string, unknown>;
  return typeof en === "string" ? (typeof ours === "string" ? [[en, ours]] : []) : Object.values(data).flatMap((one) => named(one, language));
};

/** What rows, actions, sectors and measures are called: their names are said within sentences, too. */
export const namesIn = (language: Language): Catalogue => ({
  ...Object.fromEntries(Object.entries(words[language]).filter(([key]) => key.startsWith("measure.")).map(([key, name]) => [key.slice("measure.".length), name])),
  ...Object.fromEntries(named([gpc, actions, plan], language)),
});
