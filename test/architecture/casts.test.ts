import { expect, it } from '@jest/globals';
import { filesIn, isSource, isTest, read } from '../kit/source.ts';

const CAST = /\bas never\b|\bas unknown as\b/g;

const castsIn = (folder: string) =>
  filesIn(folder)
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

// Half of the portal's are of forms: the type of a form's control is invariant in its values.
it.each([
  ['server/platform', 14],
  ['portal', 24],
])('%s overrules the compiler in at most %d places', (folder, most) => {
  const casts = castsIn(folder);
  expect(casts.length).toBeGreaterThan(0);
  expect(casts.map(({ at }) => at).slice(most)).toEqual([]);
});

it('each cast of the platform has its reason in a comment above it', () => {
  const silent = castsIn('server/platform')
    .filter(({ above }) => !/\/\/|\*\//.test(above))
    .map(({ at }) => at);
  expect(silent).toEqual([]);
});
