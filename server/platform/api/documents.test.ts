import { describe, expect, test } from '@jest/globals';
import { buildSchema, GraphQLError, type OperationDefinitionNode } from 'graphql';
import { manifestOf } from '../../../test/kit/live.ts';
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

  test('the cache of free documents is bounded and keeps recently used ones', () => {
    const all = documents();
    const used = all.free('{ b }');
    const first = all.free(`{ b } #${'x'.repeat(25_000)} 0`);
    for (let i = 1; i < 40; i++) {
      all.free(`{ b } #${'x'.repeat(25_000)} ${i}`);
      expect(all.free('{ b }')).toBe(used);
    }
    expect(all.free(first.text)).toBe(first);
    for (let i = 40; i < 120; i++) all.free(`{ b } #${'x'.repeat(25_000)} ${i}`);
    expect(all.free(first.text)).not.toBe(first);
  });

  test('a new text costs points by its length, a known one none, a refused one 1', () => {
    const all = documents();
    const wrong = `{ c } #${'x'.repeat(2_500)}`;
    expect([all.firstCharge('{ b }'), all.firstCharge(wrong)]).toEqual([10, 30]);
    expect(all.firstCharge('x'.repeat(100_000))).toBe(300);
    all.free('{ b }');
    expect(() => all.free(wrong)).toThrow(InvalidDocument);
    expect([all.firstCharge('{ b }'), all.firstCharge(wrong)]).toEqual([0, 1]);
  });

  test('a refused text is refused again with the same message, without being parsed', () => {
    const all = documents();
    const refusals = [1, 2].map(() => {
      try {
        return all.free('{ c }');
      } catch (error) {
        return error;
      }
    });
    expect(refusals[0]).toMatchObject({
      errors: [{ message: expect.stringContaining('"c"'), locations: [{ line: 1, column: 3 }] }],
    });
    expect(refusals[1]).toBe(refusals[0]);
  });

  test('new texts are parsed one by one, with time for other work between them', async () => {
    const all = documents();
    const order: string[] = [];
    const names = ['c', 'd', 'e'];
    const looked = names.map((name) => all.look(`{ ${name} }`).catch(() => order.push(name)));
    const other = async (): Promise<void> => {
      while (order.length < 5) {
        await new Promise((resolve) => setImmediate(resolve));
        if (order.at(-1) !== 'other') order.push('other');
      }
    };
    await Promise.all([...looked, other()]);
    expect(order.filter((name) => name !== 'other')).toEqual(names);
    expect(order.join(' ')).toMatch(/c other d other e/);
  });

  test('a document keeps the locations of its fields, for errors', () => {
    const { document } = documents().free('{ b }');
    const [operation] = document.definitions;
    const { selections } = (operation as OperationDefinitionNode).selectionSet;
    expect(new GraphQLError('x', { nodes: selections }).locations).toEqual([
      { line: 1, column: 3 },
    ]);
  });

  test('a kept document holds no tokens, whether registered or free', () => {
    const { file, remove } = manifestOf(['{ b }']);
    try {
      const registered = new Documents(schema, { now: () => new Date() }, file);
      const [hash] = registered.hashes();
      for (const { document } of [registered.trusted(hash!)!, registered.free('{ b }')])
        expect(document.loc).not.toHaveProperty('startToken');
    } finally {
      remove();
    }
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
