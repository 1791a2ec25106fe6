import type { Database } from '../db/database.ts';
import { partiesOf, partOfRole, readsOthers } from '../db/parties.ts';
import type { Transaction } from '../db/transaction.ts';
import { PublicError } from '../errors.ts';
import { getOrInsert } from '../get-or-insert.ts';
import type { Reads } from '../read/declare.ts';
import { scoped, sourceOf } from '../read/scope.ts';
import { type Sql, sql, type Template } from '../sql/sql.ts';
import type { NamedObject } from './input.ts';
import type { Registry } from './types.ts';

export interface Asker extends Transaction {
  readonly domain: Pick<Registry, 'model'>;
}

export type Inquirer = Pick<Asker, 'viewer' | 'domain'>;

/** Whether an object is in the viewer's scope, as a condition in a larger statement. */
export function visibilitySql({ viewer, domain }: Inquirer, reads: Reads, id: Sql): Sql {
  const scope = scoped(domain.model(reads), viewer.role, 'd');
  if (!scope) return sql.raw('false');
  const where = sql.and([sql`${scope.d.id} = ${id}`, ...scope.where]);
  return sql`exists (select 1 from ${sourceOf(scope, where)} where ${where})`;
}

/** Throws NOT_FOUND for an object outside the viewer's scope, exactly as for an object that does not exist. */
export const assertVisible = (asker: Asker, reads: Reads, id: string): Promise<void> =>
  assertAllVisible(asker, [{ to: () => reads, id }]);

/** Throws FORBIDDEN for a row that the viewer's side only reads, which row-level security would not change. */
export function assertParty({ viewer }: Pick<Asker, 'viewer'>, entity: object, row: object): void {
  const party = partOfRole(partiesOf(entity), viewer.role);
  if (!party || !readsOthers(party)) return;
  const { [party.column]: tenantId } = row as Readonly<Record<string, unknown>>;
  if (tenantId !== viewer.tenantId)
    throw PublicError.forbidden('Your organization may only read this.');
}

const questions = new Map<string, Template>();

/** Throws NOT_FOUND unless the viewer sees all objects, by one prepared statement per role and set of types. */
export async function assertAllVisible(
  asker: Asker,
  objects: readonly NamedObject[],
): Promise<void> {
  if (objects.length === 0) return;
  const types = [...Map.groupBy(objects, ({ to }) => to())].map(([reads, named]) => ({
    reads,
    ids: named.map(({ id }) => id),
  }));
  const key = [
    asker.viewer.role,
    ...types.map(({ reads, ids }) => `${reads.spec.id}${isOne(ids) ? '' : '*'}`),
  ].join(' ');
  const question = getOrInsert(questions, key, () => {
    const each = types.map(({ reads, ids }, i) => sees(asker, reads, isOne(ids), String(i)));
    return sql.template(sql`select ${sql.and(each)} as seen`);
  });
  const args = types.map(({ ids }, i) => [String(i), isOne(ids) ? ids[0] : ids]);
  const [row] = await asker.rows<{ seen: boolean }>(question, Object.fromEntries(args));
  if (!row!.seen) throw PublicError.notFound();
}

const isOne = (ids: readonly string[]): boolean => ids.length === 1;

/** Runs `ask` in a transaction of the viewer, after checking that the viewer sees the objects; else NOT_FOUND. */
export const askSeen = <T>(
  db: Database,
  { viewer, domain }: Inquirer,
  objects: readonly NamedObject[],
  ask: (asker: Asker) => Promise<T>,
): Promise<T> =>
  db.transaction(viewer, async (tx) => {
    const asker = { ...tx, domain };
    await assertAllVisible(asker, objects);
    return await ask(asker);
  });

/** Whether the viewer sees the object, or all of a list, of an argument. Most questions name one: it needs no list. */
const sees = (asker: Asker, reads: Reads, one: boolean, arg: string): Sql =>
  one
    ? visibilitySql(asker, reads, sql`${sql.arg(arg)}::uuid`)
    : sql`not exists (select 1 from unnest(${sql.arg(arg)}::uuid[]) k(id) where not ${visibilitySql(asker, reads, sql.raw('k.id'))})`;
