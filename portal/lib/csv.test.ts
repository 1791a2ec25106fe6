import { expect, it } from '@jest/globals';
import { csvOf } from './csv.ts';

it.each(['=1+1', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '＝1+1', '＋1', '－1', '＠x', '\n=1'])(
  'a file never runs the text %j',
  (text) => {
    expect(csvOf([[text]])).toMatch(/^\uFEFF"?'/);
  },
);

it('a file leaves numbers numbers, and quotes what separates cells', () => {
  expect(csvOf([['-12.50', 3, 'a,"b"', '2026-11']])).toBe('\uFEFF-12.50,3,"a,""b""",2026-11\r\n');
});
