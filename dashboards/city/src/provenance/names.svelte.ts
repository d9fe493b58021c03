import { SvelteMap } from "svelte/reactivity";
import { ask, type LocalName, nameIn, type TwinPage } from "../live/api";
import { live } from "../live/live.svelte";
import { hasMessage } from "../shared/messages";
import { minute } from "../shared/format";
import { place, t } from "../shared/place.svelte";
import { figureName as reportedName } from "../reports/words";
import { areaName } from "../twins/area";
import { type Asked, askedOf, type Part } from "./explanation";
import { isWord, say } from "./words";

const moment = /^\d{4}-\d\d-\d\dT/;
const twins = new SvelteMap<string, LocalName>();

/** What a figure, a measure or a channel is called. */
export const figureName = (name: string): string => namedHere(name) ?? name;

const namedHere = (name: string): string | null => {
  for (const key of [`figure.${name}`, `measure.${name}`, `channel.${name}`]) if (hasMessage(key)) return t(key);
  return null;
};

const twinName = (id: string): string => {
  const name = twins.get(id);
  return name ? nameIn(name, place.language) : id;
};

/** What an address under /v1/explain asks after; of the accounts, which row or part. */
export const askedName = ({ scope, of, figure }: Asked): string => {
  if (scope === "inventory" && of === "total") return say("inventory.total", { name: figure.split("/").map(totalName).join(", ") });
  if (scope === "inventory" && of === "per-head") return say("inventory.per-head");
  if (scope === "inventory") return say("inventory", { row: of === null ? figure : `${of}/${figure}` });
  if (scope === "change") return figure === scope ? say("change") : `${say("change")}: ${hasPart(figure) ? say(`change.${figure}`) : figure}`;
  if (scope === "waste") return `${say("waste")}: ${own(`waste.${figure}`) ?? figure}`;
  if (scope === "plan") return own(`plan.${figure}`) ?? figure;
  if (scope === "e-waste") return reportedName(figure);
  if (scope === "actions") return say("action", { name: figure });
  return figureName(figure);
};

/** A word of this room, where it has one. */
const own = (key: string): string | null => (isWord(key) ? say(key) : null);

/** "basic-plus" is BASIC+; a sector of the GPC is called by its number. */
const totalName = (name: string): string =>
  name.startsWith("scope-") ? say("inventory.scope", { n: name.slice(-1) }) : name === "basic-plus" ? "BASIC+" : name === "basic" ? "BASIC" : name;

const changes = ["activity", "factor", "method", "real"] as const;
const hasPart = (name: string): name is (typeof changes)[number] => changes.some((part) => part === name);

/** Where a figure is of: the city, a district, a twin. */
export const scopeName = ({ scope, of }: Asked): string =>
  scope === "twins" && of !== null ? twinName(of) : scope === "districts" && of !== null ? areaName(of, live.feed.districts, place.language) : scope === "city" ? say("city") : "";

/** "14:00–14:15" in Bangkok, or the day. */
export const timeName = (from: string, to: string): string => {
  const [first, end] = [Date.parse(from), Date.parse(to)];
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Bangkok", year: "numeric", month: "2-digit", day: "2-digit" });
  if (end - first <= 3_600_000) return `${minute(first)}–${minute(end)}`;
  const [day, last] = [date.format(first), date.format(end - 1)];
  return day === last ? day : `${day} – ${last}`;
};

/** A part's own name: a time, a district, a twin, or another figure; null where the API's word is all there is. */
export const partName = (part: Part, within: Asked): string | null => {
  if (part.explain === null) return namedHere(part.name);
  const asked = askedOf(part.explain);
  const isNamed = asked.scope === "waste" || asked.scope === "plan" || (asked.scope === "inventory" && asked.of === "total");
  if (isNamed && asked.figure !== "published-tonnes" && !/^\d{4}$/.test(part.name)) return askedName(asked);
  if (moment.test(part.name) && asked.from !== null && asked.to !== null) return timeName(asked.from, asked.to);
  if (asked.of !== null && asked.of === part.name && asked.of !== within.of) return scopeName(asked);
  if (twins.has(part.name)) return twinName(part.name);
  return namedHere(part.name);
};

/** Learns the names of the twins that an explanation may name; without an answer their ids stand. */
export const learn = async ({ scope, of }: Asked, set: string, stop: AbortSignal): Promise<void> => {
  const kind = scope === "waste" ? "waste-site" : scope === "e-waste" ? "e-waste-point" : null;
  if (kind === null && (of === null || (scope === "twins" && twins.has(of)))) return;
  try {
    if (kind !== null) for (const { id, name } of (await ask<TwinPage>(`/v1/twins?set=${set}&kind=${kind}&limit=1000`, stop)).twins) twins.set(id, name);
    if (of === null) return;
    if (scope === "districts") for (const { id, name } of (await ask<TwinPage>(`/v1/twins?set=${set}&area=${of}&limit=1000`, stop)).twins) twins.set(id, name);
    if (scope === "twins") twins.set(of, (await ask<{ twin: { name: LocalName } }>(`/v1/twins/${encodeURIComponent(of)}`, stop)).twin.name);
  } catch {
    // the id says which twin it is
  }
};
