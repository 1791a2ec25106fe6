import { describe, expect, it } from '@jest/globals';
import type { EntitySchema } from '@mikro-orm/core';
import { modules } from '../../server/schema.ts';
import { filesIn, isSource, isTest, read } from '../kit/source.ts';
import { sqlTexts, tablesAfterKeywords, tablesIn } from './sql-texts.ts';

/** Table → the module that owns it. */
const owners = new Map(
  modules.flatMap(({ name, entities = [] }) =>
    entities.map((entity) => [(entity as EntitySchema).meta.tableName, name] as const),
  ),
);
const tables = new Set(owners.keys());

describe('tables in the SQL of modules', () => {
  it('belong to the module, or are named through the owner’s entity', () => {
    const sources = filesIn('server/modules').filter((path) => isSource(path) && !isTest(path));
    const named = sources.flatMap((path) =>
      sqlTexts(read(path))
        .flatMap((text) => tablesIn(text, tables))
        .concat(tablesAfterKeywords(read(path), tables))
        .map((table) => ({ path, table, owner: owners.get(table)! })),
    );
    const isOwn = ({ path, owner }: { path: string; owner: string }): boolean =>
      path.startsWith(`server/modules/${owner}/`);
    expect(named.filter(isOwn).length).toBeGreaterThan(100);
    expect(
      named
        .filter((one) => !isOwn(one))
        .map(({ path, table, owner }) => `${path}: ${table} of ${owner}; write \${table(…Entity)}`),
    ).toEqual([]);
  });

  it('are found in texts, in holes and in lists, and not among columns, aliases and functions', () => {
    const holed = `sql\`select (\${sql\`select 1 from customer\`}) from partner p, \${of('product')}\``;
    const found = (source: string): string[] =>
      sqlTexts(source).flatMap((text) => tablesIn(text, tables));
    expect(found(holed)).toEqual(['partner', 'customer']);
    const listed = `sql\`update organization o set name = \${{ a: \`}\${1}\` }} from partner, session\``;
    expect(found(listed)).toEqual(['organization', 'partner', 'session']);
    expect(
      found(`sql\`select x.customer, customer(1) as partner, 'product', "job" from y\``),
    ).toEqual([]);
  });
});
