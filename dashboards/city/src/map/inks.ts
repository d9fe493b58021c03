import { inkOf, modes } from "./modes";
import type { Inks } from "./style";
import type { VehicleColours } from "./vehicleCanvas";

/** A custom property as the browser resolves it, since light-dark() means nothing to a canvas. */
const resolved = (within: HTMLElement, property: string): string => {
  const probe = document.createElement("span");
  probe.style.color = `var(${property})`;
  within.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
};

export const inksOf = (within: HTMLElement): Inks => {
  const ink = (property: string) => resolved(within, property);
  return {
    ground: ink("--sunk"), land: ink("--land"), line: ink("--ground"), text: ink("--text"), muted: ink("--muted"), halo: ink("--surface"), river: ink("--river"),
    rail: ink("--rail"), chosen: ink("--chosen"), solar: ink("--solar"), waste: ink("--waste"), ewaste: ink("--ewaste"), mobility: ink("--mobility"),
  };
};

const numbers = (colour: string): [number, number, number] => {
  const [r, g, b] = (colour.match(/[\d.]+/g) ?? []).map((part) => Number(part) / 255);
  return [r ?? 0, g ?? 0, b ?? 0];
};

export const numbersOf = (within: HTMLElement): VehicleColours => ({
  fill: modes.map((mode) => numbers(resolved(within, inkOf(mode)))),
  plain: numbers(resolved(within, "--mobility")),
  rim: numbers(resolved(within, "--surface")),
});
