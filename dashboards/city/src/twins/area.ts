import { type District, nameIn } from "../live/api";
import type { Language } from "../shared/messages";
import { say } from "../shared/messages";

const outside = "outside:";

/** A district's name, the place outside Bangkok, or the code while no name is known. */
export const areaName = (area: string, districts: readonly District[], language: Language): string => {
  if (area.startsWith(outside)) return say(language, "twin.outside", { place: area.slice(outside.length) });
  const district = districts.find((candidate) => candidate.code === area);
  return district ? nameIn(district.name, language) : area;
};
