import { describe, expect, it } from '@jest/globals';
import { concatenated, sql } from '../../sql/sql.ts';
import { listText, objectText, valueText } from './json-text.ts';
import type { Scalar } from './plan.ts';

const written = (pieces: ReturnType<typeof objectText>): string => sql.textOf(concatenated(pieces));

describe('the text of JSON', () => {
  it('builds an object from its members, and a list from the texts of rows', () => {
    expect(written(objectText([]))).toBe(`'{}'`);
    expect(
      written(
        objectText([
          ['a', ['"x"']],
          ['b', [sql.raw('r.b')]],
        ]),
      ),
    ).toBe(`'{"a":"x","b":' || r.b || '}'`);
    expect(written(listText(sql.raw('r.n0')))).toBe(
      `'[' || coalesce(string_agg(r.n0, ','), '') || ']'`,
    );
  });

  const column = (scalar: Scalar, nullable: boolean) =>
    ({
      kind: 'value',
      plan: { kind: 'column', column: { column: 'x', type: 'text', nullable }, property: 'x' },
      scalar,
      format: 'plain',
      shape: null,
      required: false,
    }) as const;

  it.each([
    ['word', false, `'"' || (d.x)::text || '"'`],
    ['word', true, `coalesce('"' || (d.x)::text || '"', 'null')`],
    ['text', false, `to_json((d.x)::text)::text`],
    ['text', true, `coalesce(to_json((d.x)::text)::text, 'null')`],
    ['any', false, `to_json(d.x)::text`],
    ['boolean', true, `coalesce((d.x)::text, 'null')`],
  ] as const)('has a %s (null: %s) as JSON has it', (scalar, nullable, expected) => {
    expect(written(valueText(sql.raw('d.x'), column(scalar, nullable)))).toBe(expected);
  });

  it('marks a null against the schema with a character that JSON text never contains', () => {
    const computed = (nullable: boolean) =>
      ({
        ...column('number', true),
        plan: { kind: 'sql', source: () => sql.raw('d.x'), nullable },
        required: true,
      }) as const;
    expect(written(valueText(sql.raw('d.x'), computed(true)))).toBe(
      `coalesce((d.x)::text, E'\\x01')`,
    );
    expect(written(valueText(sql.raw('d.x'), computed(false)))).toBe(`(d.x)::text`);
  });
});
