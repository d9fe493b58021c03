import { ask, type SunNow } from "../live/api";

const interval = 60_000;

/** The sun over Bangkok, as the API computes it; null until it is known. */
class Sun {
  now = $state.raw<SunNow | null>(null);
  night = $derived(this.now !== null && !this.now.up);

  constructor() {
    const look = () => void ask<SunNow>("/v1/sun").then((now) => (this.now = now), () => undefined);
    look();
    setInterval(look, interval);
  }
}

export const sun = new Sun();
