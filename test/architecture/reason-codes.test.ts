import { describe, expect, it } from '@jest/globals';
import type { GraphQLEnumType } from 'graphql';
import { CATALOGS } from '../../server/platform/catalogs.ts';
import { buildSchema } from '../../server/schema.ts';
import { filesIn, isSource, isTest, read } from '../kit/source.ts';

const codesIn = (locale: 'zh' | 'en', prefix: string): string[] =>
  Object.keys(CATALOGS[locale])
    .filter((key) => key.startsWith(`${prefix}.`))
    .map((key) => key.slice(prefix.length + 1))
    .sort();

/** Sources that refuse something. Entities and types use the same words for states of their own. */
const refusing = ['server/modules', 'server/platform']
  .flatMap(filesIn)
  .filter((path) => isSource(path) && !isTest(path) && !/\.(entity|type)\.ts$/.test(path))
  .map(read)
  .join('\n');

/** The texts of one word in these sources, and the names in braces, where a check has its code as its name. */
const used = new Set(
  [...refusing.matchAll(/'([\w.]+)'|(?<=[{,]\s*)(\w+)(?=\s*[,}])/g)].map(
    ([, text, name]) => text ?? name,
  ),
);

describe('reason codes', () => {
  it('are the values of the enum, each with a text in both languages', async () => {
    const type = (await buildSchema()).getType('ReasonCode') as GraphQLEnumType;
    const values = type.getValues().map(({ name }) => name);
    expect(values.length).toBeGreaterThan(120);
    expect(values.sort()).toEqual(codesIn('en', 'error'));
    expect(codesIn('zh', 'error')).toEqual(codesIn('en', 'error'));
    expect(codesIn('zh', 'file')).toEqual(codesIn('en', 'file'));
  });

  it('are each used by a source', () => {
    const unused = ['error', 'file'].flatMap((prefix) =>
      codesIn('en', prefix).filter((code) => !used.has(code)),
    );
    expect(unused).toEqual([]);
  });

  it('that are not declared do not compile', () => {
    const mistakes = read('test/architecture/reason-codes.mistakes.ts');
    expect(mistakes.match(/@ts-expect-error/g)!.length).toBeGreaterThanOrEqual(9);
  });
});
