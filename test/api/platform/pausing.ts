import { deadlines } from '../../../server/platform/command/life-cycle/deadlines.ts';
import type { World } from '../../kit/world.ts';

export const uuidOf = (id: string): string => id.slice(id.indexOf('_') + 1);

/** Pauses the deadlines of an object, as an appeal about it does. */
export const pause = (world: World, type: string, id: string) =>
  world.system((tx) => deadlines.pause(tx, { type, id: uuidOf(id) }, 'APPEAL'));

export const resume = (world: World, type: string, id: string) =>
  world.system((tx) => deadlines.resume(tx, { type, id: uuidOf(id) }));
