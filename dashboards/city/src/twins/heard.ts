import type { Twin } from "../live/api";

/** When a twin's most recent channel spoke; null when none ever did. */
export const heardAt = (twin: Twin): string | null =>
  twin.latest.reduce<string | null>((newest, channel) => (channel.at !== null && (newest === null || Date.parse(channel.at) > Date.parse(newest)) ? channel.at : newest), null);
