import { expect, it, test } from '@jest/globals';
import { field } from '../../server/platform/command/input.ts';
import { scalar } from '../../server/platform/schema/scalars.ts';
import { testWorld } from '../kit/test-world.ts';

const world = testWorld('unreadable text');

// Half a surrogate pair in a name was an internal error, and an invisible character was accepted as a name.
it.each([
  ['half a character', '云\ud800', 'INVALID_FORMAT'],
  ['a control character', '云\u0007', 'INVALID_FORMAT'],
  ['a mark that turns the direction of reading', '云\u202egpj.exe', 'INVALID_FORMAT'],
  ['a space of no width', '\u200b', 'BLANK'],
])('%s is refused by its field', async (_, name, code) => {
  const site = await world.organization('OPERATOR', '云商店');
  const operator = await world.member(site, 'operator');
  const input = { kind: 'SELLER', name, code: 'YUN', ownerName: '赵', ownerMail: 'z@yun.example' };
  expect(await operator.refused('organizationCreate', input)).toEqual([code]);
});

test('line breaks, tabs, accents and emoji are accepted', () => {
  const note = field.text('A note.', { min: 2 });
  for (const words of ['第一行\n\t第二行\r\n第三行', 'Ünïcode', '👩‍💻 ok'])
    expect(note.schema.parse(words)).toBe(words);
  expect(note.schema.safeParse('短').error?.issues).toMatchObject([
    { message: 'TOO_SHORT', minimum: 2 },
  ]);
});

it.each(['9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00Z'])(
  'the year of %s does not have four digits in every time zone',
  (instant) => {
    expect(() => scalar.dateTime.parseValue(instant)).toThrow('RFC 3339');
  },
);
