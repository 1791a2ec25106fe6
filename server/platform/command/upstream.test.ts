import { beforeEach, expect, it } from '@jest/globals';
import type { CommandDeps, UpstreamAsker } from './types.ts';
import { UpstreamValues, upstream } from './upstream.ts';

interface Input {
  readonly id: string;
  readonly last?: string;
}

const NOW = new Date('2026-03-01T00:01:00Z');
const warned: string[] = [];
const calls: string[][] = [];
let answer: (asker: UpstreamAsker, ids: readonly string[]) => Promise<(string | Error | null)[]>;

const ratings = upstream<Input, string>({
  name: 'ratings',
  most: 3,
  answer: async (asker, inputs) => {
    const ids = inputs.map(({ id }) => id);
    calls.push(ids);
    return await answer(asker, ids);
  },
  known: ({ last }) => ({
    value: last ?? null,
    asOf: last === undefined ? null : new Date('2026-03-01T00:00:00Z'),
  }),
});

const deps = {
  clock: { now: () => NOW },
  domain: { upstreams: new Map([['ratings', ratings]]) },
  log: { warn: (_: unknown, message: string) => void warned.push(message) },
} as unknown as CommandDeps;

const values = (): UpstreamValues => new UpstreamValues(deps, {} as never);

beforeEach(() => {
  calls.length = 0;
  warned.length = 0;
  answer = async (_, ids) => ids.map((id) => (id === 'unknown' ? null : id.toUpperCase()));
});

it('asks equal inputs once, and more inputs than a call takes in several calls', async () => {
  const asked = values();
  const given = ['a', 'b', 'a', 'c', 'd', 'unknown'];
  const answers = await Promise.all(given.map((id) => asked.ask('ratings', { id })));
  expect(answers.map(({ value }) => value)).toEqual(['A', 'B', 'A', 'C', 'D', null]);
  expect(answers.every(({ failure }) => failure === null)).toBe(true);
  expect(calls).toEqual([
    ['a', 'b', 'c'],
    ['d', 'unknown'],
  ]);
});

it('gives the last known value of each input that failed, with its age', async () => {
  answer = async (_, ids) => ids.map((id) => (id === 'a' ? 'A' : new Error('no')));
  const asked = values();
  const answers = await Promise.all([
    asked.ask('ratings', { id: 'a' }),
    asked.ask('ratings', { id: 'b', last: 'B before' }),
    asked.ask('ratings', { id: 'c' }),
  ]);
  expect(answers.map(({ value }) => value)).toEqual(['A', 'B before', null]);
  expect(answers.map(({ failure }) => failure?.extensions)).toEqual([
    undefined,
    { code: 'UPSTREAM_UNAVAILABLE', asOf: '2026-03-01T00:00:00.000Z', ageSeconds: 60 },
    { code: 'UPSTREAM_UNAVAILABLE', asOf: null, ageSeconds: null },
  ]);
});

it('stops waiting, and tells the call so', async () => {
  let signal: AbortSignal | undefined;
  answer = (asker) => {
    signal = asker.signal;
    return new Promise(() => undefined);
  };
  const began = performance.now();
  const asked = values();
  const both = await Promise.all([
    asked.ask('ratings', { id: 'a', last: 'A before' }),
    asked.ask('ratings', { id: 'b' }),
  ]);
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(both.map(({ value }) => value)).toEqual(['A before', null]);
  expect(both.every(({ failure }) => failure?.code === 'UPSTREAM_UNAVAILABLE')).toBe(true);
  expect(signal?.aborted).toBe(true);
});

it('logs a fault of the call and answers without its values', async () => {
  answer = async () => {
    throw new TypeError('a fault');
  };
  expect((await values().ask('ratings', { id: 'a' })).failure).not.toBeNull();
  expect(warned).toEqual(['an upstream gave no values']);
});
