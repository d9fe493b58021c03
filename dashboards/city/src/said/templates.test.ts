import { expect, it } from "vitest";
import { readerOf } from "./templates";

const read = readerOf({
  "It has stood in safe stop since {since}.": "หยุดฉุกเฉินตั้งแต่ {since}",
  "Ask its operator; somebody may have to drive it out of the way.": "สอบถามผู้ควบคุมรถ",
  "{n} of {of} twins say nothing about {what}.": "{what}: {of} 中 {n}",
  "{n} of {of} twins say nothing about {what}, which is estimated.": "{what}(推計): {of} 中 {n}",
  food: "อาหาร",
  "1 + {x} (see {where})": "{where}: 1 + {x}",
});

it("puts values where the other language has them", () => {
  expect(read("3 of 12 twins say nothing about load.")).toEqual([{ text: "load: 12 中 3", isOurs: true }]);
});

it("reads sentence by sentence, and a sentence with a semicolon whole", () => {
  expect(read("It has stood in safe stop since 2026-11-29T05:00:00Z. Ask its operator; somebody may have to drive it out of the way.")).toEqual([
    { text: "หยุดฉุกเฉินตั้งแต่ 2026-11-29T05:00:00Z", isOurs: true },
    { text: "สอบถามผู้ควบคุมรถ", isOurs: true },
  ]);
});

it("leaves what it has no words for as it was said, beside what it has", () => {
  expect(read("Something new. It is so. It has stood in safe stop since noon.")).toEqual([
    { text: "Something new. It is so.", isOurs: false },
    { text: "หยุดฉุกเฉินตั้งแต่ noon", isOurs: true },
  ]);
  expect(read("")).toEqual([{ text: "", isOurs: false }]);
});

it("takes the shape with the most words", () => {
  expect(read("1 of 2 twins say nothing about load, which is estimated.")).toEqual([{ text: "load(推計): 2 中 1", isOurs: true }]);
});

it("reads values that are words, also in a list", () => {
  expect(read("1 of 2 twins say nothing about food.")[0]!.text).toBe("อาหาร: 2 中 1");
  expect(read("1 of 2 twins say nothing about food, paper.")[0]!.text).toBe("อาหาร, paper: 2 中 1");
});

it("reads a list part by part, whatever shape it may have as one", () => {
  const parts = readerOf({ "Wrong: {which}.": "ผิด: {which}", "{lot}: {n} kg out": "{lot}: ออก {n} kg", "and {n} more": "และอีก {n}", "it has none": "ไม่มี" });
  expect(parts("Wrong: A: 1 kg out; B: 2 kg out; and 3 more.")[0]!.text).toBe("ผิด: A: ออก 1 kg; B: ออก 2 kg; และอีก 3");
  expect(parts("Wrong: A; it has none.")[0]!.text).toBe("ผิด: A; ไม่มี");
  expect(parts("Wrong: cart-1: it has none; cart-2: it has none.")[0]!.text).toBe("ผิด: cart-1: ไม่มี; cart-2: ไม่มี");
});

it("reads words that begin a sentence as they are within one", () => {
  expect(read("Food")).toEqual([{ text: "อาหาร", isOurs: true }]);
});

it("takes signs of patterns for what they are", () => {
  expect(read("1 + 2 (see A.B)")).toEqual([{ text: "A.B: 1 + 2", isOurs: true }]);
  expect(read("11 + 2 (see A)")).toEqual([{ text: "11 + 2 (see A)", isOurs: false }]);
});
