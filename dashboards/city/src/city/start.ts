import { ask, type CitySet, type TwinPage } from "../live/api";

/** The set that has something to show: real, unless only the rehearsal has twins; null when neither has. */
export const setWithTwins = async (): Promise<CitySet | null> => {
  for (const set of ["real", "rehearsal"] as const)
    if ((await ask<TwinPage>(`/v1/twins?set=${set}&limit=1`)).of > 0) return set;
  return null;
};
