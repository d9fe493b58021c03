import { ask, type TwinPage } from "../live/api";

/** So many pages of the list as one. */
export const pages = async (path: string, count: number, stop: AbortSignal): Promise<TwinPage> => {
  let all = await ask<TwinPage>(path, stop);
  for (let page = 1; page < count && all.after !== null; page++) {
    const next = await ask<TwinPage>(`${path}&after=${encodeURIComponent(all.after)}`, stop);
    all = { ...next, twins: [...all.twins, ...next.twins] };
  }
  return all;
};
