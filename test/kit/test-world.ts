import { afterAll, beforeAll } from '@jest/globals';
import { openWorld, type World } from './world.ts';

/** A world for the tests of a file, which opens before them and closes after them. */
export function testWorld(seed: string): World {
  return testStage(seed, async (world) => world);
}

/**
 * A world with what `set` puts on it, for the tests of a file. Its parts are read within tests and hooks only: before
 * them there is no world.
 */
export function testStage<S extends object>(seed: string, set: (world: World) => Promise<S>): S {
  let world: World | undefined;
  let stage: S | undefined;
  beforeAll(async () => {
    world = await openWorld(seed);
    stage = await set(world);
  });
  afterAll(() => world?.close());
  const here = (): S => {
    if (!stage) throw new Error(`The world "${seed}" is read before it is open`);
    return stage;
  };
  return new Proxy({} as S, {
    get: (_, name) => Reflect.get(here(), name),
    has: (_, name) => Reflect.has(here(), name),
    ownKeys: () => Reflect.ownKeys(here()),
    getOwnPropertyDescriptor: (_, name) => ({
      ...Reflect.getOwnPropertyDescriptor(here(), name),
      configurable: true,
    }),
  });
}
