export interface Series {
  label: string;
  /** A custom property of the page's theme. */
  colour: string;
  values: readonly (number | null)[];
  dashed?: boolean;
  /** By step: rests on estimates, and is drawn dashed. */
  estimated?: readonly boolean[];
  /** By step: not whole, and less for that; it is dotted to and ends in a hollow point. */
  partial?: readonly boolean[];
  /** Only compared with: a thin line. */
  faint?: boolean;
}

/** What becomes of steps that are marked in a chart, by drag or by keys. */
export interface Brush {
  take: (first: number, last: number) => void;
  /** What is marked, and how it is taken. */
  says: (first: number, last: number) => string;
}

/** A stroke of a series. */
export interface Stroke extends Series {
  /** Leads to steps that are not whole. */
  dotted?: boolean;
}

/** A series as it is drawn: what is measured, dashed what is estimated and dotted what is not whole, each with the steps that lead to it. Gaps are in none. */
export const strokes = (series: Series): Stroke[] => {
  const { values, estimated = [], partial = [] } = series;
  const near = (steps: readonly boolean[], index: number) => steps[index] || steps[index - 1] || steps[index + 1];
  const of = (is: (index: number) => boolean | undefined) => values.map((value, index) => (is(index) ? value : null));
  const guessed = values.map((_, index) => estimated[index] === true && partial[index] !== true);
  return [
    guessed.some(Boolean) || partial.some(Boolean) ? { ...series, values: of((index) => !estimated[index] && !partial[index]) } : series,
    ...(guessed.some(Boolean) ? [{ ...series, dashed: true, values: of((index) => near(guessed, index) && !partial[index]) }] : []),
    ...(partial.some(Boolean) ? [{ ...series, dotted: true, values: of((index) => near(partial, index)) }] : []),
  ];
};

/** Points without a neighbour, which no line shows. */
export const lone = (values: readonly (number | null | undefined)[]): number[] =>
  values.flatMap((value, index) => (value == null || values[index - 1] != null || values[index + 1] != null ? [] : [index]));

/** Known points that are not whole. */
export const hollow = (values: readonly (number | null | undefined)[], partial: readonly boolean[] = []): number[] =>
  values.flatMap((value, index) => (value != null && partial[index] ? [index] : []));

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
