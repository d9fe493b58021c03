/**
 * Cividis in seven steps, dark to light: order is seen by all eyes and in grey.
 * Source: Nuñez, Anderton and Renslow, PLoS ONE 13 (2018) e0199239, sampled evenly.
 */
export const cividis = ["#00224e", "#2a3f6d", "#575d6d", "#7d7c78", "#a59c74", "#d2c060", "#fee838"] as const;

/** Ink that reads on a step: white on the dark ones, black on the light ones (4.5:1 at least). */
export const inkOn = (step: number): string => (step <= 2 ? "#ffffff" : "#000000");

/** A round number at or above the value, so that the legend reads easily: 1, 2, 2.5 or 5 times a power of ten. */
export const roundUp = (value: number): number => {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-12))!;
  return step * power;
};

/** Seven equal classes from 0 to a round number above the greatest value. */
export interface Scale {
  most: number;
  /** 0 to 6; null where nothing is known. Below zero (a roof's own use at night) counts as nothing. */
  step: (value: number | null | undefined) => number | null;
}

export const scaleOf = (values: readonly (number | null | undefined)[]): Scale => {
  const most = roundUp(Math.max(0, ...values.map((value) => value ?? 0)));
  return {
    most,
    step: (value) => (value === null || value === undefined ? null : Math.min(6, Math.max(0, Math.floor((value / most) * 7)))),
  };
};
