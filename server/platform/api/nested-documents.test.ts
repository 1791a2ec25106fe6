import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { sizes } from '../../../test/kit/sizes.ts';
import { PublicError } from '../errors.ts';
import { Documents, InvalidDocument } from './documents.ts';
import { LIMITS } from './limits.ts';

// A text within all limits ended in a RangeError of the parser and so in a 500. The stack that the parser
// uses per bracket depends on how the parser is compiled at the moment.

const schema = buildSchema(
  'input In { in: In list: [In] } directive @d(x: In) on FIELD | QUERY type Query { a(x: In): Query b: Int }',
);
const documents = () => new Documents(schema, { now: () => new Date(0) }, undefined);

const nested = (open: string, inner: string, close: string) => (levels: number) =>
  `${open.repeat(levels)}${inner}${close.repeat(levels)}`;
const listed = nested('[', '', ']');
const objects = nested('{in:', '{}', '}');

/** Every place of the grammar that nests, as a text with a number of levels. */
const PLACES: Readonly<Record<string, (levels: number) => string>> = {
  selections: nested('{a', '{b}', '}'),
  'inline fragments': (n) => `{${nested('...{', 'b', '}')(n)}}`,
  'typed inline fragments': (n) => `{${nested('...on Query{', 'b', '}')(n)}}`,
  'list values': (n) => `{a(x:${listed(n)}){b}}`,
  'object values': (n) => `{a(x:${objects(n)}){b}}`,
  'mixed values': (n) => `{a(x:${nested('[{in:', '{}', '}]')(n)}){b}}`,
  'default values': (n) => `query($v:In=${objects(n)}){a(x:$v){b}}`,
  'values of directives': (n) => `query @d(x:${objects(n)}){b}`,
  'values of directives on fields': (n) => `{b @d(x:${listed(n)})}`,
  types: (n) => `query($v:${nested('[', 'Int', ']')(n)}){b}`,
  'types of nothing null': (n) => `query($v:${nested('[', 'Int!', ']!')(n)}){b}`,
  fragments: (n) => `{...F}fragment F on Query${nested('{a', '{b}', '}')(n)}`,
  'unclosed selections': (n) => '{a'.repeat(n),
  'unclosed values': (n) => `{a(x:${'['.repeat(n)}`,
  'unclosed types': (n) => `query($v:${'['.repeat(n)}`,
  'input of a schema': (n) => `input I{v:${nested('[', 'Int', ']')(n)}}`,
};

/** The outcome of a text: valid, invalid, or the exceeded limit. Any other error is an internal one. */
function outcomeOf(text: string): string {
  try {
    documents().free(text);
    return 'valid';
  } catch (error) {
    if (error instanceof InvalidDocument) return 'invalid';
    if (error instanceof PublicError) return String(error.extensions.limit);
    throw error;
  }
}

describe('a document nested to any depth', () => {
  test.each(Object.keys(PLACES))('%s are refused by their brackets, before parsing', (place) => {
    const write = PLACES[place]!;
    expect(outcomeOf(write(LIMITS.brackets + 1))).toBe('brackets');
    expect(outcomeOf(write(600))).toBe('brackets');
    expect(outcomeOf(write(5_000))).toMatch(/^(brackets|characters)$/);
    expect(outcomeOf(write(3))).not.toBe('brackets');
  });

  test('any mixture of places and levels gets an answer', () => {
    const part = fc
      .tuple(fc.constantFrom(...Object.keys(PLACES)), fc.integer({ min: 0, max: 1_500 }))
      .map(([place, levels]) => PLACES[place]!(levels));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        expect(typeof outcomeOf(parts.join(' '))).toBe('string');
      }),
      { seed: 7, numRuns: sizes.propertyRuns },
    );
  });

  test('brackets in strings and comments do not count', () => {
    const text = `{ a(x: { in: { } }) { b } } # ${'{'.repeat(100)}\n`;
    expect(outcomeOf(text)).toBe('valid');
    expect(outcomeOf(`{ a(x: "${'['.repeat(100)}") { b } }`)).toBe('invalid');
    expect(outcomeOf(`{ a(x: """${'('.repeat(100)}""") { b } }`)).toBe('invalid');
  });

  test('a stack overflow counts as too many brackets', () => {
    const all = documents();
    const atTheEnd = (work: () => unknown): unknown => {
      try {
        return atTheEnd(work);
      } catch (error) {
        if (error instanceof RangeError) return work();
        throw error;
      }
    };
    // Fragments in fragments: within the limits, but deeply nested.
    const chain = Array.from({ length: 49 }, (_, i) => {
      const inner = i < 48 ? `...F${i + 1}` : 'b';
      return `fragment F${i} on Query{${nested('...{', inner, '}')(8)}}`;
    });
    const text = `{...F0}${chain.join('')}`;
    expect(outcomeOf(text)).toBe('valid');
    expect(() => atTheEnd(() => all.free(text))).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ limit: 'brackets' }) }),
    );
    // The failure says nothing about the text, so the text is not stored as refused.
    expect(all.firstCharge(text)).toBe(40);
    expect(all.free(text).text).toBe(text);
  });
});
