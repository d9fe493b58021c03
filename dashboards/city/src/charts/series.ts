export interface Series {
  label: string;
  /** A custom property of the page's theme. */
  colour: string;
  values: readonly (number | null)[];
  dashed?: boolean;
}

export interface Summary {
  least: number;
  leastAt: number;
  most: number;
  mostAt: number;
  last: number;
  lastAt: number;
}

/** What one says of a curve in a sentence; null when it is not known anywhere. */
export const summary = (times: readonly number[], values: readonly (number | null)[]): Summary | null => {
  let found: Summary | null = null;
  values.forEach((value, index) => {
    const at = times[index];
    if (value === null || at === undefined) return;
    found = found === null
      ? { least: value, leastAt: at, most: value, mostAt: at, last: value, lastAt: at }
      : { ...found, ...(value < found.least && { least: value, leastAt: at }), ...(value > found.most && { most: value, mostAt: at }), last: value, lastAt: at };
  });
  return found;
};
