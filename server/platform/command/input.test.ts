import { expect, it } from '@jest/globals';
import { scalar } from '../schema/scalars.ts';
import { field } from './input.ts';

const codesOf = (value: string): string[] =>
  field
    .text('A note.')
    .schema.safeParse(value)
    .error?.issues.map(({ message }) => message) ?? [];

// Half a surrogate pair in a name was an internal error, and an invisible character was accepted as a name.
it.each([
  ['half a character', '云\ud800', ['INVALID_FORMAT']],
  ['a control character', '云\u0007', ['INVALID_FORMAT']],
  ['a mark that turns the direction of reading', '云\u202egpj.exe', ['INVALID_FORMAT']],
  ['a space of no width', '\u200b', ['BLANK']],
  ['line breaks and tabs', '第一行\n\t第二行\r\n第三行', []],
  ['accents', 'Ünïcode', []],
  ['emoji', '👩‍💻 ok', []],
])('a text with %s: %j has the problems %j', (_, text, codes) => {
  expect(codesOf(text)).toEqual(codes);
});

it('a text that is too short says so', () => {
  const { schema } = field.text('A note.', { min: 2 });
  expect(schema.safeParse('短').error?.issues).toMatchObject([
    { message: 'TOO_SHORT', minimum: 2 },
  ]);
});

it.each(['9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00Z'])(
  'the year of %s does not have four digits in every time zone',
  (instant) => {
    expect(() => scalar.dateTime.parseValue(instant)).toThrow('RFC 3339');
  },
);
