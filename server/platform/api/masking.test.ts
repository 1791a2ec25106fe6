import { describe, expect, test } from '@jest/globals';
import { GraphQLError, locatedError } from 'graphql';
import { PublicError } from '../errors.ts';
import { type Asker, mask, maskDocument } from './masking.ts';

const asker = (mayIntrospect: boolean, logged: unknown[] = []): Asker => ({
  requestId: 'r1',
  mayIntrospect,
  log: { error: (entry: unknown) => void logged.push(entry) } as Asker['log'],
});
const coded = (message: string, code: string) =>
  new GraphQLError(message, { extensions: { code } });

describe('masking', () => {
  test('a public error is shown, even if it is wrapped', () => {
    const wrapped = locatedError(PublicError.forbidden(), [], ['a', 0]);
    expect(mask(wrapped, asker(false))).toEqual({
      message: 'Your role may not do this.',
      path: ['a', 0],
      extensions: { code: 'FORBIDDEN', requestId: 'r1' },
    });
    expect(mask(PublicError.forbidden(), asker(false)).extensions).toEqual({
      code: 'FORBIDDEN',
      requestId: 'r1',
    });
  });

  test.each([
    ['an exception', locatedError(new Error('select secret'), [], ['a'])],
    ['a bare exception', new Error('select secret')],
    ['no error at all', 'secret'],
    [
      "a library's GraphQLError of a field",
      locatedError(coded('secret', 'BAD_USER_INPUT'), [], ['a']),
    ],
    [
      'a broken enum',
      locatedError(new GraphQLError('Enum "Secret" cannot represent value: "x"'), [], ['a']),
    ],
  ])('%s is masked and logged', (_, error) => {
    const logged: unknown[] = [];
    const shown = mask(error, asker(true, logged));
    expect(shown.extensions).toEqual({ code: 'INTERNAL', requestId: 'r1' });
    expect(shown.message).not.toMatch(/secret/i);
    expect(logged).toEqual([expect.objectContaining({ requestId: 'r1' })]);
  });

  test.each([
    [
      'Variable "$x" got invalid value "a"; Secret. Did you mean "b"?',
      'Variable "$x" has an invalid value.',
    ],
    [
      'Argument "first" of required type "Secret!" was provided the variable',
      'Argument "first" has an invalid value.',
    ],
    ['Too many errors processing variables of Secret', 'Invalid variables.'],
  ])('%s', (message, shown) => {
    expect(mask(new GraphQLError(message), asker(false))).toMatchObject({
      message: shown,
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(mask(new GraphQLError(message), asker(true)).message).toBe(
      message.replace(' Did you mean "b"?', ''),
    );
  });

  test('the messages of Apollo Server are replaced', () => {
    for (const code of ['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE']) {
      const shown = mask(coded('Apollo Server says no', code), asker(true));
      expect(shown.message).not.toContain('Apollo');
      expect(shown.extensions).toEqual({ code: 'BAD_USER_INPUT', requestId: 'r1' });
    }
  });

  test("a document's errors are one fixed text for callers who may not read the schema", () => {
    const errors = [
      new GraphQLError('Cannot query "a" on type "Secret". Did you mean "b" or "c"?'),
      new GraphQLError('x'),
    ];
    expect(maskDocument(errors, asker(false))).toEqual([
      { message: 'Invalid document', extensions: { code: 'BAD_USER_INPUT', requestId: 'r1' } },
    ]);
    expect(maskDocument(errors, asker(true)).map((e) => e.message)).toEqual([
      'Cannot query "a" on type "Secret".',
      'x',
    ]);
  });
});
