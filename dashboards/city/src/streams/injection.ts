import type { CitySet } from "../live/api";
import type { Channel } from "./api";

export const forms = ["json", "lines", "csv", "senml", "events"] as const;
/** How readings are written, or that they are events. */
export type Form = (typeof forms)[number];

/** As the API calls it. */
export const typeOf: Record<Form, string> = {
  json: "application/json",
  lines: "application/x-ndjson",
  csv: "text/csv",
  senml: "application/senml+json",
  events: "application/json",
};

/** The longest file, so that the page can hold and show it; longer ones go by curl or `twin replay`. */
export const mostFileBytes = 1_000_000;

/** What a file is by its name's ending; null if by none of them. */
export const formOf = (name: string): Form | null => {
  const ending = /\.(\w+)$/.exec(name.toLowerCase())?.[1];
  return { json: "json", ndjson: "lines", jsonl: "lines", csv: "csv", senml: "senml" }[ending ?? ""] as Form | undefined ?? null;
};

export interface ReadingForm {
  twin: string;
  channel: string;
  value: string;
  unit: string;
  at: string;
  start: string;
  lat: string;
  lon: string;
  estimated: boolean;
}

// As typed: a number keeps its digits, anything else is sent as the text that it is, and refused for it.
const typed = (text: string): string => (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text.trim()) ? text.trim() : JSON.stringify(text));

/** One reading as the array that the API takes. */
export const written = (form: ReadingForm, nature: Channel["nature"] | null): string => {
  const members = [`"twin":${JSON.stringify(form.twin.trim())}`, `"channel":${JSON.stringify(form.channel)}`];
  if (nature === "interval-amount") members.push(`"start":${JSON.stringify(form.start.trim())}`);
  members.push(`"at":${JSON.stringify(form.at.trim())}`);
  if (nature === "position") members.push(`"value":{"lat":${typed(form.lat)},"lon":${typed(form.lon)}}`);
  else members.push(`"value":${typed(form.value)}`, `"unit":${JSON.stringify(form.unit.trim())}`);
  if (form.estimated) members.push(`"quality":"estimated"`);
  return `[{${members.join(",")}}]`;
};

export interface Sending {
  form: Form;
  feed: string;
  set: CitySet;
  /** Of a SenML pack. */
  twin: string;
  body: string;
}

/** Where it goes. */
export const addressOf = ({ form, feed, set, twin }: Sending, more: Record<string, string> = {}): string =>
  `/v1/${form === "events" ? "events" : "readings"}?${new URLSearchParams({ feed, set, ...(form === "senml" && { twin }), ...more })}`;

/** The same for a shell. */
export const curl = (sending: Sending, origin: string): string =>
  `curl '${origin}${addressOf(sending)}' -H 'Content-Type: ${typeOf[sending.form]}' --data-binary '${sending.body.replaceAll("'", String.raw`'\''`)}'`;

/** Each item as it stands in the body, to be shown beside what became of it; empty where the body cannot be cut by eye. */
export const itemsOf = ({ form, body }: Sending): string[] => {
  const lines = body.replace(/^\uFEFF/, "").split(/\r?\n/).filter((line) => line.trim() !== "");
  if (form === "lines") return lines;
  if (form === "csv") return lines.slice(1);
  try {
    const items: unknown = JSON.parse(body);
    return Array.isArray(items) && form !== "senml" ? items.map((item) => JSON.stringify(item)) : [];
  } catch {
    return [];
  }
};
