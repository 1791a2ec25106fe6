import type { World } from './world.ts';

/** The beginning of a day in Shanghai: `2026-04-01`. */
export const midnight = (date: string): string => `${date}T00:00:00.000+08:00`;

/** Moves the clock to an instant and runs everything that is due then. */
export async function goTo({ clock, settle }: World, at: string | Date): Promise<void> {
  clock.moveTo(new Date(at));
  await settle();
}

/** Lets some time pass and runs everything that is due then. */
export async function pass({ clock, settle }: World, ms: number): Promise<void> {
  clock.advance(ms);
  await settle();
}
