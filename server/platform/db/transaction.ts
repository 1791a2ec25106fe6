import type { RequiredEntityData } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import { notFound } from '../errors.ts';
import type { Columns, Entity, Names, RowOf } from '../sql/columns.ts';
import { print, Sql, type Statement, type Template } from '../sql/sql.ts';
import type { Viewer } from '../viewer.ts';
import { find } from './find.ts';
import type { LookUp } from './look-up.ts';
import type { OpenTransaction } from './open-transaction.ts';
import { changeOf, insertions } from './write.ts';

/** The release of the ORM whose transaction context is used here. A test fails when another one is installed. */
export const MIKRO_ORM_VERSION = '7.2.1';

type Args = Readonly<Record<string, unknown>>;

/** A new row by the names of its properties; columns without a value take their default. */
export type NewRow<E> = RequiredEntityData<RowOf<E>>;

/** The one door to rows: an open transaction under the row-level security of its viewer. */
export interface Transaction {
  readonly viewer: Viewer;
  /** The rows of a query. */
  rows<R>(query: Sql | Template, args?: Args): Promise<R[]>;
  /** The rows of an entity that fulfil a condition, in an order or in any, to be read only. */
  find<E extends Entity>(
    entity: E,
    where: (d: Columns<Names<E>>) => Sql,
    orderBy?: (d: Columns<Names<E>>) => Sql,
  ): Promise<Readonly<RowOf<E>>[]>;
  /** The row with this id, read once. Changes of its properties are written before the commit. NOT_FOUND without one. */
  get<E extends Entity>(entity: E, id: string): Promise<RowOf<E>>;
  /** Writes new rows. Does not wait: a row that fails fails the commit. */
  insert<E extends Entity>(entity: E, rows: NewRow<E> | readonly NewRow<E>[]): void;
  /** Changes the rows that fulfil a condition, whether they were read or not. Does not wait. */
  update<E extends Entity>(
    entity: E,
    where: (d: Columns<Names<E>>) => Sql,
    changes: Partial<RowOf<E>>,
  ): void;
  /** Sends a statement without waiting for it: one that fails fails all after it, and the commit. */
  write(query: Sql | Statement): void;
}

/** What functions need that only ask: a transaction, or a reader. */
export type Rows = Pick<Transaction, 'rows'>;

/** The same transaction with what the platform itself needs of it. */
export interface UnitOfWork extends Transaction {
  /** `rows` with values as readers have them: an instant is a `Date`, for the ORM it is a text. */
  read<R>(query: Template, args: Args): Promise<R[]>;
  /** Asks a look-up and tells it the rows. */
  lookUp(lookUp: LookUp): Promise<void>;
  /** Writes what was changed of the rows that `get` returned. */
  flush(): Promise<void>;
  /** Waits until all that was sent is done; rejects with what failed. */
  settled(): Promise<void>;
  /** The same transaction whose statements name another viewer. Its settings are the caller's to change. */
  as(viewer: Viewer): UnitOfWork;
  /** The same transaction with rows of its own, so that a trial changes none of the caller's. */
  trial(): UnitOfWork;
}

/**
 * Puts the ORM's unit of work in front of an open transaction. The ORM's own transactions would wait for an answer to
 * each statement; given ours as its context, it asks for rows through `executeQuery`, and its statements travel together
 * with all others.
 */
export function unitOfWork(
  em: SqlEntityManager,
  open: OpenTransaction,
  viewer: Viewer,
): UnitOfWork {
  em.setTransactionContext(open);
  const send = ({ text, values }: Statement): void => open.write(text, values);
  const unit: UnitOfWork = {
    viewer,
    async rows(query, args) {
      const { text, values } = print(query, { viewer, args });
      return await open.rows(text, values);
    },
    find: (...what) => find((query) => unit.rows(query), ...what),
    async get<E extends Entity>(entity: E, id: string) {
      const row: RowOf<E> | null = await em.findOne(entity, { id });
      if (!row) throw notFound();
      return row;
    },
    insert(entity, rows) {
      for (const statement of insertions(entity, Array.isArray(rows) ? rows : [rows]))
        send(statement);
    },
    update: (entity, where, changes) => send(print(changeOf(entity, where, changes), { viewer })),
    write: (query) => send(query instanceof Sql ? print(query, { viewer }) : query),
    async read(query, args) {
      const { text, values } = print(query, { viewer, args });
      return await open.rows(text, values, pg.types);
    },
    async lookUp({ statement: { text, values }, take }) {
      const rows = await open.rows<{ found: unknown }>(text, values, pg.types);
      take?.(rows.map(({ found }) => found));
    },
    flush: () => em.flush(),
    settled: () => open.settled(),
    as: (other) => unitOfWork(em, open, other),
    trial: () =>
      unitOfWork(
        em.fork({ clear: true, keepTransactionContext: true }) as SqlEntityManager,
        open,
        viewer,
      ),
  };
  return unit;
}
