import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { Documents, InvalidDocument, isPing } from './documents.ts';

const schema = buildSchema('type Query { a(s: String): Query b: Int }');
const documents = () => new Documents(schema, { now: () => new Date(0) }, undefined);

describe('documents', () => {
  test('a free document is parsed once', () => {
    const all = documents();
    expect(all.free('{ b }')).toBe(all.free('{ b }'));
    expect(all.free('{ b }')).toMatchObject({ trusted: false, introspects: false });
    expect(all.free('{ __schema { description } }').introspects).toBe(true);
  });

  test('the memory of free documents is bounded, and keeps those in use', () => {
    const all = documents();
    const used = all.free('{ b }');
    const first = all.free(`{ b } #${'x'.repeat(25_000)} 0`);
    for (let i = 1; i < 12; i++) {
      all.free(`{ b } #${'x'.repeat(25_000)} ${i}`);
      expect(all.free('{ b }')).toBe(used);
    }
    expect(all.free(first.text)).not.toBe(first);
  });

  test('more than 2,000 tokens are COST_EXCEEDED before anything else', () => {
    expect(() => documents().free(`{ b } #${'x'.repeat(30_000)}`)).toThrow('characters');
    expect(() => documents().free(`{ ${'b '.repeat(2_001)}`)).toThrow(
      '"document" exceeds the limit of 2000 for tokens.',
    );
  });

  test.each([
    '{',
    '{ c }',
    '',
    '{ a(s: "\\u0000") { b } }',
    '{ a(s: "\\u{0}") { b } }',
    '{ ...A } fragment A on Query { ...A }',
  ])('%s is invalid', (text) => {
    expect(() => documents().free(text)).toThrow(InvalidDocument);
  });

  test('without a manifest nothing is trusted', () => {
    expect(documents().trusted('sha256:a')).toBeNull();
  });

  test.each([
    ['{ __typename }', true],
    ['query{__typename}', true],
    ['{ __typename b }', false],
    ['{ a: __typename }', false],
    ['mutation { __typename }', false],
  ])('%s is a ping: %s', (text, expected) => {
    expect(isPing(text)).toBe(expected);
  });
});
