import { Refused } from "../live/api";
import type { Closing } from "./answers";

/** Signs a year's account; what the twin refuses, it says why. */
export const close = async (account: { year: number; by: string; gwp: string; note: string | null }, set: string): Promise<Closing> => {
  const answer = await fetch(`/v1/reports/inventory/closings?set=${set}`, { method: "POST", headers: { accept: "application/json", "content-type": "application/json" }, body: JSON.stringify(account) });
  if (answer.ok) return (await answer.json()) as Closing;
  const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
  throw new Refused(answer.status, problem?.detail ?? answer.statusText);
};
