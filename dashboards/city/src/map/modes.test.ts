import { describe, expect, it } from "vitest";
import { languages, messages } from "../shared/messages";
import { letters, modes } from "./modes";

describe("who drives", () => {
  it("is told apart by the letter alone", () => expect(new Set(modes.map((mode) => letters[mode])).size).toBe(modes.length));

  it.each(languages)("has a word of its own in %s", (language) =>
    expect(new Set(modes.map((mode) => messages[language][`mode.${mode}`])).size).toBe(modes.length));
});
