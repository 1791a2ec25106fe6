import { describe, expect, it } from '@jest/globals';
import { and, arg, ident, join, literal, print, raw, sql, textOf, viewerRef } from './sql.ts';

const viewer = { tenantId: 't', memberId: null, actorId: 'a', side: 'partner' } as never;

describe('SQL as data', () => {
  it('turns every value into a parameter, even hostile text', () => {
    const hostile = `'; drop table customer; --`;
    expect(print(sql`select * from customer where name = ${hostile} and n = ${3}`)).toEqual({
      text: 'select * from customer where name = $1 and n = $2',
      values: [hostile, 3],
    });
  });

  it('splices nested fragments in their order', () => {
    const inner = sql`b = ${2}`;
    expect(print(sql`a = ${1} and ${inner} and c = ${3}`)).toEqual({
      text: 'a = $1 and b = $2 and c = $3',
      values: [1, 2, 3],
    });
  });

  it('uses one parameter for a name that occurs several times', () => {
    const fragment = sql`${arg('x')} + ${arg('x')} = ${viewerRef.tenantId}`;
    expect(print(fragment, { viewer, args: { x: 5 } })).toEqual({
      text: '$1 + $1 = $2::uuid',
      values: [5, 't'],
    });
  });

  it('refuses a hole without a value', () => {
    expect(() => print(sql`${arg('x')}`)).toThrow('"x" is missing');
    expect(() => print(sql`${viewerRef.memberId}`)).toThrow('memberId');
  });

  it('quotes identifiers and constants', () => {
    expect(textOf(ident('a"b'))).toBe('"a""b"');
    expect(textOf(literal(`it's`))).toBe(`'it''s'`);
  });

  it('joins conditions; an empty list is true', () => {
    expect(textOf(and([]))).toBe('true');
    expect(textOf(and([raw('a or b'), raw('c')]))).toBe('(a or b) and (c)');
    expect(textOf(join([raw('a'), raw('b')], ', '))).toBe('a, b');
  });

  it('returns text only for fragments without holes', () => {
    expect(() => textOf(sql`${1}`)).toThrow('parameters');
  });
});
