import { describe, expect, it } from '@jest/globals';
import { filesIn, isSource, isTest, read } from '../kit/source.ts';

const lines = (path: string): number => read(path).trimEnd().split('\n').length;
const own = [...filesIn('server'), ...filesIn('portal')].filter(
  (path) => isSource(path) && !path.startsWith('server/migrations/'),
);
const tests = [...filesIn('test'), ...own].filter((path) => isSource(path) && isTest(path));
const source = own.filter((path) => !isTest(path));

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)]!;

describe('size budget', () => {
  it('half of the files have at most 80 lines, nine tenths at most 220', () => {
    const sizes = source.map(lines);
    expect(percentile(sizes, 0.5)).toBeLessThanOrEqual(80);
    expect(percentile(sizes, 0.9)).toBeLessThanOrEqual(220);
  });

  it('no file is longer than 400 lines, no test than 600', () => {
    expect(source.filter((path) => lines(path) > 400)).toEqual([]);
    expect(tests.filter((path) => lines(path) > 600)).toEqual([]);
  });

  it('no marker of unfinished work remains', () => {
    const marks = new RegExp(
      [
        'TO' + 'DO',
        'FIX' + 'ME',
        'HA' + 'CK',
        String.raw`\b(it|test|describe)\.(skip|only)\b`,
      ].join('|'),
    );
    expect([...source, ...tests].filter((path) => marks.test(read(path)))).toEqual([]);
  });
});
