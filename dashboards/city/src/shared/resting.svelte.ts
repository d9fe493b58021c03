/** What is said once the keys rest, for readers who listen: said while they run it would only stammer. */
export class Resting {
  #said = $state("");

  constructor(here: () => string | null) {
    $effect(() => {
      const now = here();
      const timer = setTimeout(() => (this.#said = now ?? ""), 400);
      return () => clearTimeout(timer);
    });
  }

  get said(): string {
    return this.#said;
  }
}
