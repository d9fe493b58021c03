/** A year or a month that can be compared: "2026" or "2026-11". */
export type Time = string;

export const isTime = (text: string | null): text is Time => text !== null && /^20\d\d(-(0[1-9]|1[0-2]))?$/.test(text);

/** A month so many before or after another. */
export const monthsFrom = (month: Time, count: number): Time => {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
};

/** First day and the day after the last, as the API asks for them. */
export const daysOf = (time: Time): { from: string; to: string } =>
  time.length === 4 ? { from: `${time}-01-01`, to: `${Number(time) + 1}-01-01` } : { from: `${time}-01`, to: `${monthsFrom(time, 1)}-01` };

/** Whether it is still going on, on that day in Bangkok. */
export const isOpen = (time: Time, today: string): boolean => daysOf(time).to > today;
