import { describe, expect, it } from '@jest/globals';
import { print, sql } from './sql.ts';

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
    const fragment = sql`${sql.arg('x')} + ${sql.arg('x')} = ${sql.viewer.tenantId}`;
    expect(print(fragment, { viewer, args: { x: 5 } })).toEqual({
      text: '$1 + $1 = $2::uuid',
      values: [5, 't'],
    });
  });

  it('refuses a hole without a value', () => {
    expect(() => print(sql`${sql.arg('x')}`)).toThrow('"x" is missing');
    expect(() => print(sql`${sql.viewer.memberId}`)).toThrow('memberId');
  });

  it('quotes identifiers and constants', () => {
    expect(sql.textOf(sql.ident('a"b'))).toBe('"a""b"');
    expect(sql.textOf(sql.literal(`it's`))).toBe(`'it''s'`);
  });

  it('joins conditions; an empty list is true', () => {
    expect(sql.textOf(sql.and([]))).toBe('true');
    expect(sql.textOf(sql.and([sql.raw('a or b'), sql.raw('c')]))).toBe('(a or b) and (c)');
    expect(sql.textOf(sql.join([sql.raw('a'), sql.raw('b')], ', '))).toBe('a, b');
  });

  it('returns text only for fragments without holes', () => {
    expect(() => sql.textOf(sql`${1}`)).toThrow('parameters');
  });
});
