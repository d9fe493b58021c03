import type { Mode } from "../live/api";

/** Who drives, in order of the byte that the frames of /v1/live/ws tell it by; client/Api/README.md has the codes. */
export const modes = ["unknown", "auto", "remote", "manual", "safe-stop"] as const satisfies readonly (Mode | "unknown")[];

/** What a cart wears on the map: a letter says what its colour says. */
export const letters: Record<(typeof modes)[number], string> = { unknown: "?", auto: "A", remote: "R", manual: "M", "safe-stop": "S" };

/** The custom property of a mode's colour. */
export const inkOf = (mode: (typeof modes)[number]): string => `--mode-${mode}`;
