import { describe, expect, it } from '@jest/globals';
import { readApart } from './apart.ts';

const LIMITS = { cpuMs: 3_000, megabytes: 64 };

describe('the process that reads a file', () => {
  const read = (source: string, limits = LIMITS) => {
    const module = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
    return readApart('REQUEST', module, { n: 2 }, limits);
  };

  it('returns what its module yields, and has none of the settings of the server', async () => {
    process.env.SECRET_OF_THE_STORY = 'x';
    const source =
      'export default async function* ({ n }) { yield n; yield Object.keys(process.env); }';
    expect(await read(source)).toEqual([2, []]);
    delete process.env.SECRET_OF_THE_STORY;
  });

  it.each([
    ['throws', 'throw new Error()'],
    ['computes without end', 'for (;;);'],
    ['waits without end', 'await new Promise(() => {});'],
    ['takes memory without end', 'const all = []; for (;;) all.push({ all: [all.length] });'],
  ])('gives nothing if the module %s', async (what, work) => {
    // Memory ends before the processor's time.
    const limits = { ...LIMITS, cpuMs: what.includes('memory') ? 600_000 : 500 };
    expect(await read(`export default async function* () { yield 1; ${work} }`, limits)).toBeNull();
  });
});
