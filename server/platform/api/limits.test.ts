import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { PublicError } from '../errors.ts';
import { checkLimits, LIMITS } from './limits.ts';

const repeat = (n: number, make: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => make(i)).join(' ');
const nest = (levels: number): string => `${'a { '.repeat(levels - 1)}b${' }'.repeat(levels - 1)}`;

function refusal(text: string): unknown {
  try {
    checkLimits(parse(text));
    return null;
  } catch (error) {
    return error instanceof PublicError ? [error.extensions.limit, error.extensions.field] : error;
  }
}

describe('limits of a document', () => {
  test.each([
    ['selections', (n: number) => `{ a { ${repeat(n - 1, (i) => `f${i}`)} } }`, 'f499'],
    ['repeats', (n: number) => `{ a { ${repeat(n, () => '... on A { f { g } }')} } }`, 'f'],
    ['depth', (n: number) => `{ ${nest(n)} }`, 'a'],
    ['aliases', (n: number) => `{ r { ${repeat(n, (i) => `x${i}: __typename`)} } }`, 'r'],
    ['rootFields', (n: number) => `{ ${repeat(n, (i) => `f${i}`)} }`, 'f20'],
    ['mutations', (n: number) => `mutation { ${repeat(n, (i) => `m${i}`)} }`, 'm10'],
    ['directives', (n: number) => `{ a ${repeat(n, () => '@skip(if: false)')} }`, '@skip'],
    ['operations', (n: number) => repeat(n, (i) => `query Q${i} { a }`), 'Q5'],
    ['fragments', (n: number) => `{ a } ${repeat(n, (i) => `fragment F${i} on Q { a }`)}`, 'F50'],
  ] as const)('%s: the limit passes, one more does not', (limit, make, field) => {
    expect(refusal(make(LIMITS[limit]))).toBeNull();
    expect(refusal(make(LIMITS[limit] + 1))).toEqual([limit, field]);
  });

  test('mutations are counted over all operations of a document', () => {
    expect(
      refusal(
        `mutation A { ${repeat(6, (i) => `a${i}`)} } mutation B { ${repeat(6, (i) => `b${i}`)} }`,
      ),
    ).toEqual(['mutations', 'b4']);
  });

  test('selections of a fragment count at each spread', () => {
    const deep = `{ a { b { c { d { e { f { ...D } } } } } } } fragment D on Q { ${nest(7)} }`;
    expect(refusal(deep)).toEqual(['depth', 'a']);
    const aliases = `{ ${repeat(4, (i) => `r${i} { ...A }`)} } fragment A on Q { ${repeat(8, (i) => `x${i}: y`)} }`;
    expect(refusal(aliases)).toEqual(['aliases', 'r3']);
    expect(refusal(`{ ...R ...R } fragment R on Q { ${repeat(11, (i) => `f${i}`)} }`)).toEqual([
      'rootFields',
      '...R',
    ]);
    expect(refusal(`{ ... { ... { ${nest(13)} } } }`)).toEqual(['depth', '...']);
  });

  test('introspection may nest deeper; a fragment or alias of its name may not', () => {
    expect(refusal(`{ __schema { ${nest(16)} } }`)).toBeNull();
    expect(refusal(`{ ...__schema } fragment __schema on Q { ${nest(16)} }`)).toEqual([
      'depth',
      '...__schema',
    ]);
    expect(refusal(`{ __schema: a { ${nest(16)} } }`)).toEqual(['depth', '__schema']);
  });

  test('a fan-out of fragments costs its text, not its expansion', () => {
    const fan = repeat(
      26,
      (i) => `fragment F${i} on Q { ${i < 25 ? `...F${i + 1} ...F${i + 1}` : 'a'} }`,
    );
    const before = process.cpuUsage();
    expect(refusal(`{ r { ...F0 } } ${fan}`)).toBeNull();
    const { user } = process.cpuUsage(before);
    expect(user).toBeLessThan(50_000);
  });

  test('a cycle ends', () => {
    expect(
      refusal('{ ...A } fragment A on Q { a { ...B } } fragment B on Q { b { ...A } }'),
    ).toBeNull();
  });
});
