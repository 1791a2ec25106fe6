import type { RequiredEntityData } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import { PublicError } from '../errors.ts';
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

/** A new row by property names; columns without a value get their default. */
export type NewRow<E> = RequiredEntityData<RowOf<E>>;

/** An open transaction under the row-level security of its viewer: the only access to rows. */
export interface Transaction {
  readonly viewer: Viewer;
  /** The rows of a statement. An instant is a `Date`, an `int8` a text. */
  rows<R>(query: Sql | Template, args?: Args): Promise<R[]>;
  /** The rows of an entity that fulfil a condition, optionally ordered, for reading only. */
  find<E extends Entity>(
    entity: E,
    where: (d: Columns<Names<E>>) => Sql,
    orderBy?: (d: Columns<Names<E>>) => Sql,
  ): Promise<Readonly<RowOf<E>>[]>;
  /** The row with this id; changes of it are written before the commit. Throws NOT_FOUND. */
  get<E extends Entity>(entity: E, id: string): Promise<RowOf<E>>;
  /** Inserts rows without waiting. If an insert fails, the commit fails. */
  insert<E extends Entity>(entity: E, rows: NewRow<E> | readonly NewRow<E>[]): void;
  update<E extends Entity>(
    entity: E,
    where: (d: Columns<Names<E>>) => Sql,
    changes: Partial<RowOf<E>>,
  ): void;
  /** Sends a statement without waiting for it. If it fails, all later statements and the commit fail. */
  write(query: Sql | Statement): void;
}

export type Rows = Pick<Transaction, 'rows'>;

/** A transaction with the operations that only the platform uses. */
export interface UnitOfWork extends Transaction {
  /** The rows with these ids, in this order, as `get` returns them. Throws NOT_FOUND if one is missing. */
  getAll<E extends Entity>(entity: E, ids: readonly string[]): Promise<RowOf<E>[]>;
  lookUp(lookUp: LookUp): Promise<void>;
  /** Writes the changes of rows that `get` returned. */
  flush(): Promise<void>;
  /** Waits for all statements sent so far; rejects if one has failed. */
  settled(): Promise<void>;
  /** The same transaction for another viewer. The caller must change the database settings. */
  as(viewer: Viewer): UnitOfWork;
  /** The same transaction with separate rows, so that a trial changes no row of the caller. */
  trial(): UnitOfWork;
}

/** The rows that the ORM manages in a transaction. Many commands load none and need no entity manager. */
export class ManagedRows {
  #em: SqlEntityManager | undefined;

  constructor(
    private readonly open: OpenTransaction,
    private readonly fork: () => SqlEntityManager,
  ) {}

  get em(): SqlEntityManager {
    if (!this.#em) {
      this.#em = this.fork();
      this.#em.setTransactionContext(this.open);
    }
    return this.#em;
  }

  async flush(): Promise<void> {
    await this.#em?.flush();
  }

  /** The same transaction with separate rows. */
  apart(): ManagedRows {
    return new ManagedRows(this.open, this.fork);
  }
}

/**
 * The ORM's unit of work over an open transaction, through `executeQuery`: its own transactions would wait for an
 * answer to each statement.
 */
export function unitOfWork(
  managed: ManagedRows,
  open: OpenTransaction,
  viewer: Viewer,
): UnitOfWork {
  const send = ({ text, values }: Statement): void => open.write(text, values);
  const unit: UnitOfWork = {
    viewer,
    async rows(query, args) {
      const { text, values } = print(query, { viewer, args });
      // The connection's own parsers leave instants to the ORM.
      return await open.rows(text, values, pg.types);
    },
    find: (...what) => find((query) => unit.rows(query), ...what),
    async get<E extends Entity>(entity: E, id: string) {
      const row: RowOf<E> | null = await managed.em.findOne(entity, { id });
      if (!row) throw PublicError.notFound();
      return row;
    },
    async getAll<E extends Entity>(entity: E, ids: readonly string[]) {
      const rows: RowOf<E>[] = await managed.em.find(entity, { id: { $in: [...ids] } });
      const byId = new Map(rows.map((row) => [(row as { id: string }).id, row]));
      return ids.map((id) => {
        const row = byId.get(id);
        if (!row) throw PublicError.notFound();
        return row;
      });
    },
    insert(entity, rows) {
      for (const statement of insertions(entity, Array.isArray(rows) ? rows : [rows]))
        send(statement);
    },
    update: (entity, where, changes) => send(print(changeOf(entity, where, changes), { viewer })),
    write: (query) => send(query instanceof Sql ? print(query, { viewer }) : query),
    async lookUp({ statement: { text, values }, take }) {
      const rows = await open.rows<{ found: unknown }>(text, values, pg.types);
      take?.(rows.map(({ found }) => found));
    },
    flush: () => managed.flush(),
    settled: () => open.settled(),
    as: (other) => unitOfWork(managed, open, other),
    trial: () => unitOfWork(managed.apart(), open, viewer),
  };
  return unit;
}
