import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Domain } from '../domain.ts';
import type { Reads } from '../read/declare.ts';
import type { Secrets } from '../secrets.ts';
import type { Sql, Statement, Template } from '../sql/sql.ts';
import type { Role, Viewer } from '../viewer.ts';
import type { Bulk } from './bulk.ts';
import type { InputShape } from './input.ts';
import type { CommandDeps } from './pipeline.ts';

/** What a command works with: one transaction under one viewer. Everything it writes commits together or not at all. */
export interface Tx {
  readonly em: SqlEntityManager;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly requestId: string;
  readonly domain: Domain;
  readonly secrets: Secrets;
  /** Address of the portal, without a final slash, for links in mails. */
  readonly publicUrl: string;
  /** Nothing of it will last: the caller only wants to know what would happen. */
  readonly validateOnly: boolean;
  newId(): string;
  rows<R>(query: Sql | Template, args?: Readonly<Record<string, unknown>>): Promise<R[]>;
  /** Sends a statement without waiting for it: one that fails fails all after it, and the commit. */
  write(query: Sql | Statement): void;
  /** Serializes all commands on one thing until the transaction ends. Taken before any constraint is met. */
  lock(kind: string, id: string): void;
  /** Adds a line to the tenant's audit chain; written last, in this transaction. */
  audit(entry: AuditLine): void;
}

export interface AuditLine {
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** A payload field that is not an object of the graph. `once` values are never stored for a replay. */
export interface ExtraField {
  readonly type: () => unknown;
  readonly description: string;
  readonly once?: boolean;
}

/** What a refused constraint means: its code, or the code and the field of the input that it is about. */
export type Violation = string | { readonly code: string; readonly field: string };

export interface Command<I = never> {
  /** Name of the mutation. */
  readonly name: string;
  readonly description: string;
  readonly roles: readonly Role[];
  readonly input: InputShape<I>;
  /** Objects of the payload by field name; `run` returns their ids. */
  readonly payload: Readonly<Record<string, () => Reads>>;
  readonly extra?: Readonly<Record<string, ExtraField>>;
  /** Whether a person must have proved a short while ago to be themselves; a key proved it when it was made. */
  readonly freshProof?: boolean;
  /** Money, review and bulk commands, and those that create something, take a key. */
  readonly idempotent: boolean;
  /** Constraint name → what its violation means. */
  readonly constraints?: Readonly<Record<string, Violation>>;
  /**
   * Refused to an organization as it is, whatever the object: the session tells it, so that nobody is led to a form
   * that cannot be sent. The command's own guards refuse it in any case.
   */
  readonly organizationGuard?: { readonly code: string; readonly when: (orgId: Sql) => Sql };
  /** May be run on many rows of a list at once; the mutation in the plural follows from it. */
  readonly bulk?: Bulk;
  run(tx: Tx, input: I): Promise<Readonly<Record<string, unknown>>>;
  /** Work of its own transactions that begins in the caller's time, after the commit. Must not fail. */
  afterwards?(deps: CommandDeps, values: Readonly<Record<string, unknown>>): Promise<void>;
}

export type AnyCommand = Command<never>;

/** Declares a command; the mutation, its input and its payload follow from it. */
export const command = <I>(spec: Command<I>): AnyCommand => {
  if (spec.bulk && spec.freshProof)
    throw new Error(`${spec.name} cannot run later: by then its proof is no longer fresh`);
  return spec as unknown as AnyCommand;
};
