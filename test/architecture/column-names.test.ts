import { describe, expect, it } from '@jest/globals';
import { filesIn, isSource, isTest, read } from '../kit/source.ts';

const MISTAKES = 'test/architecture/column-names.mistakes.ts';

const modules = filesIn('server/modules').filter((path) => isSource(path) && !isTest(path));

describe('column names', () => {
  it('each way to name a column has one mistake in the file that must not compile', () => {
    expect(read(MISTAKES).match(/@ts-expect-error/g)!.length).toBeGreaterThanOrEqual(20);
  });

  it('`npm run check` compiles that file', () => {
    expect(JSON.parse(read('test/tsconfig.json')).include).toContain('.');
    expect(read('server/tools/check.mjs')).toContain("tsc('test/tsconfig.json')");
  });

  it('no module asserts that a column exists, or leaves columns untyped', () => {
    const untyped =
      /\$\{[a-z]\.\w+!|\bd(?:\.\w+|\[[^\]]+\])!|: (?:Any)?Columns\b(?!<)|\bSqlOf<string>/;
    const found = modules.flatMap((path) =>
      read(path)
        .split('\n')
        .flatMap((line, i) => (untyped.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });
});
