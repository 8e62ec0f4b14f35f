// How long the line to the room is.

const TRIES = 3;

/** The shortest of a few round trips, in ms; null when the server is not reached. */
export async function lineMs(reach: () => Promise<unknown> = () => fetch("/health", { cache: "no-store" })): Promise<number | null> {
  let best: number | null = null;
  for (let i = 0; i < TRIES; i += 1) {
    const began = performance.now();
    try {
      await reach();
    } catch {
      return null;
    }
    const took = Math.max(1, Math.round(performance.now() - began));
    best = best === null ? took : Math.min(best, took);
  }
  return best;
}
