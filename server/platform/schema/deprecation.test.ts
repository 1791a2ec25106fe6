import { describe, expect, it } from '@jest/globals';
import { buildSchema, printSchema } from 'graphql';
import { type Deprecation, deprecate, overdue } from './deprecation.ts';

const SDL = `
enum Color { RED CRIMSON }
input Filter { text: String search: String }
type Query { color(filter: Filter, shade: Int): Color old: Color }
`;
const OLD: Deprecation = {
  element: 'Query.old',
  on: '2026-11-27',
  removeAfter: '2027-06-30',
  use: 'Query.color',
};

/** The schema after these deprecations, as SDL. */
function printed(...deprecations: Deprecation[]): string {
  const schema = buildSchema(SDL);
  deprecate(schema, deprecations);
  return printSchema(schema);
}

describe('a deprecation', () => {
  it.each([
    ['Query.old', 'old: Color @deprecated(reason: "Use Query.color. Removal 2027-06-30.")'],
    ['Query.color(shade:)', 'shade: Int @deprecated(reason: "Use Query.color. Removal'],
    ['Filter.text', 'text: String @deprecated(reason: "Use Query.color. Removal'],
    ['Color.CRIMSON', 'CRIMSON @deprecated(reason: "Use Query.color. Removal'],
  ])('of %s is printed with replacement and date', (element, expected) => {
    expect(printed({ ...OLD, element })).toContain(expected);
  });

  it.each([
    [{ element: 'Query.gone' }, 'The deprecated Query.gone is not in the schema'],
    [{ use: 'Query.gone' }, 'Query.old: its replacement Query.gone is not in the schema'],
    [{ use: '' }, 'Query.old: its replacement  is not in the schema'],
    [{ removeAfter: '' }, 'Query.old: its removal needs a date 181 days after `on`'],
    [{ removeAfter: '2027-05-01' }, 'Query.old: its removal needs a date 181 days after `on`'],
  ])('with %j is refused', (fault, message) => {
    expect(() => printed({ ...OLD, ...fault })).toThrow(message);
  });

  it('is refused if it was written by hand, without date and replacement', () => {
    const schema = buildSchema('type Query { old: Int @deprecated(reason: "Old.") }');
    expect(() => deprecate(schema, [])).toThrow('Query.old is deprecated without date');
  });

  it('is overdue after its date', () => {
    const schema = buildSchema(SDL);
    deprecate(schema, [OLD]);
    expect(overdue(schema, '2027-06-30')).toEqual([]);
    expect(overdue(schema, '2027-07-01')).toEqual([
      'Query.old: Use Query.color. Removal 2027-06-30.',
    ]);
  });
});
