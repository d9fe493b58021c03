import { hereOf, momentText } from "../time/quarters";
import { type Asked, type Question, spans } from "./query";

/** Parts of the address to change; null leaves one out. */
export type Changes = Record<string, string | null>;

type Part = (key: string) => string | null;

/** Keeps to a stretch of time, and remembers the time around it: that of the first stretch, however often one looks closer. */
export const keepTime = (part: Part, { span }: Pick<Asked, "span">, from: number, to: number): Changes => ({
  span: "own", from: hereOf(from), to: hereOf(to),
  around: part("around") ?? (span === "own" ? `${part("from") ?? ""}/${part("to") ?? ""}` : span),
});

/** The time around a stretch again. */
export const leaveTime = (around: string): Changes => {
  const [from, to] = around.split("/");
  const span = spans.find((one) => one === around);
  return span !== undefined ? { span, from: null, to: null, around: null } : { span: "own", from: from || null, to: to || null, around: null };
};

/** Keeps to some groups of how the screen is split; none lets go. */
export const keepGroups = ({ by }: Pick<Question, "by">, keys: readonly string[]): Changes => ({ by, pick: keys.length > 0 ? keys.join(",") : null });

/** The page's address for a paper: all that it says for itself, its own times, and as known at a moment; the same figures ever after. */
export const citation = (page: URL, asked: Asked, set: string, now: number): string => {
  const { question, versus } = asked;
  const query = new URLSearchParams(page.search);
  const own: Changes = question === null ? {} : {
    set, look: asked.look, measure: question.measure, ...(question.step !== "whole" && asked.look !== "calendar" && { step: question.step }), ...(versus && { versus: versus.measure.measure }),
    span: "own", from: hereOf(question.from), to: hereOf(question.to), around: null, known: momentText(Math.floor((question.known ?? now) / 1000) * 1000), why: null,
  };
  for (const [key, value] of Object.entries(own))
    if (value === null) query.delete(key);
    else query.set(key, value);
  return `${page.origin}${page.pathname}?${query.toString().replaceAll("%3A", ":")}`;
};

/** Whether an answer is for ever: of what was known at a moment. */
export const isForEver = (path: string): boolean => path.includes("&knownAt=");
