import { expect, it } from '@jest/globals';
import { filesIn, isSource, isTest, read } from './source.ts';

const CAST = /\bas never\b|\bas unknown as\b/g;
const MOST = 14;

const casts = filesIn('server/platform')
  .filter((path) => isSource(path) && !isTest(path))
  .flatMap((path) => {
    const lines = read(path).split('\n');
    return lines.flatMap((line, i) =>
      [...line.matchAll(CAST)].map(() => ({
        at: `${path}:${i + 1}`,
        above: lines.slice(Math.max(0, i - 2), i).join('\n'),
      })),
    );
  });

it(`the platform overrules the compiler in at most ${MOST} places`, () => {
  expect(casts.length).toBeGreaterThan(0);
  expect(casts.map(({ at }) => at).slice(MOST)).toEqual([]);
});

it('each cast has its reason in a comment above it', () => {
  const silent = casts.filter(({ above }) => !/\/\/|\*\//.test(above)).map(({ at }) => at);
  expect(silent).toEqual([]);
});
