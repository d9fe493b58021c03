export interface Series {
  label: string;
  /** A custom property of the page's theme. */
  colour: string;
  values: readonly (number | null)[];
  dashed?: boolean;
  /** By step: rests on estimates, and is drawn dashed. */
  estimated?: readonly boolean[];
  /** Only compared with: a thin line. */
  faint?: boolean;
}

/** A series as it is drawn: what is measured, and dashed what is estimated with the steps that lead to it. Gaps are in neither. */
export const strokes = (series: Series): Series[] => {
  const { values, estimated } = series;
  if (!estimated?.some(Boolean)) return [series];
  const near = (index: number) => estimated[index] || estimated[index - 1] || estimated[index + 1];
  return [
    { ...series, values: values.map((value, index) => (estimated[index] ? null : value)) },
    { ...series, dashed: true, values: values.map((value, index) => (near(index) ? value : null)) },
  ];
};

/** Points without a neighbour, which no line shows. */
export const lone = (values: readonly (number | null | undefined)[]): number[] =>
  values.flatMap((value, index) => (value == null || values[index - 1] != null || values[index + 1] != null ? [] : [index]));

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
