import type { Language } from "../shared/messages";

/** The page's fonts, in order of trial; nothing on the map is drawn with any other. */
export const fonts = ["Inter Variable", "Noto Sans Thai Variable", "Noto Sans JP Variable"];

/**
 * Waits until the glyphs of a text are here. MapLibre keeps a glyph as it was first drawn, and Japanese comes in many small files, each fetched when first needed.
 * One that does not come is drawn without.
 */
export const spelled = async (text: string, language: Language): Promise<void> => {
  if (language === "ja") await import("../japanese.css");
  await Promise.allSettled(fonts.map((font) => document.fonts.load(`24px "${font}"`, text)));
};
