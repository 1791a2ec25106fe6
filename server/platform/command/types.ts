import type { RequiredEntityData } from '@mikro-orm/core';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Aggregate as AggregateEntity } from '../db/parties.ts';
import type { Transaction } from '../db/transaction.ts';
import type { RandomBytes } from '../ids.ts';
import type { Machine } from '../machine.ts';
import type { MailSource } from '../mail/render.ts';
import type {
  ActionsField,
  Declared,
  Facts,
  OrganizationGuard,
  Reads,
  SqlOf,
} from '../read/declare.ts';
import type { GuardLookup, Models, ReadModel } from '../read/model.ts';
import type { Secrets } from '../secrets.ts';
import type { Entity, RowOf } from '../sql/columns.ts';
import type { Role } from '../viewer.ts';
import type { InputShape } from './input.ts';
import type { SignedLinks } from './links.ts';

// These types name each other: a transaction knows the life cycles, whose effects work in a transaction.

/** What a command works with: one transaction under one viewer. Everything it writes commits together or not at all. */
export interface Tx extends Transaction {
  readonly now: Date;
  readonly requestId: string;
  readonly domain: Registry;
  readonly secrets: Secrets;
  /** Address of the portal, without a final slash, for links in mails. */
  readonly publicUrl: string;
  /** True if the transaction is rolled back: the caller only asks whether the command would be accepted. */
  readonly validateOnly: boolean;
  newId(): string;
  /** An aggregate for change, behind its lock. NOT_FOUND out of the viewer's scope, STALE_VERSION unless it has the version. */
  get<R extends Aggregate>(life: LifeCycle<R>, id: string, version?: number): Promise<R>;
  get<E extends Entity>(entity: E, id: string): Promise<RowOf<E>>;
  /** Writes a new aggregate, as version 1, by its creating event. `data` has its target state. */
  begin<R extends Aggregate>(
    life: LifeCycle<R>,
    data: RequiredEntityData<R>,
    event: string,
  ): Promise<R>;
  /** Lets an event happen to a loaded aggregate: table, role, guards, effect, event, clocks, reactions, audit. */
  fire<R extends Aggregate>(
    life: LifeCycle<R>,
    row: R,
    event: string,
    input?: unknown,
  ): Promise<void>;
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
  readonly type: () => object;
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
  readonly organizationGuard?: OrganizationGuard;
  /** May be run on many rows of a list at once; the mutation in the plural follows from it. */
  readonly bulk?: Bulk;
  run(tx: Tx, input: I): Promise<Readonly<Record<string, unknown>>>;
  /** Work of its own transactions that begins in the caller's time, after the commit. Must not fail. */
  afterwards?(deps: CommandDeps, values: Readonly<Record<string, unknown>>): Promise<void>;
}

export type AnyCommand = Command<unknown>;

/** What a command says that may be run on many rows of a list at once. Its input has the row's `id`. */
export interface Bulk<N extends string = string> {
  /** Name of a row as people see it. */
  readonly label: SqlOf<N>;
  /** Input fields that hold for every row; by default all but the id and the version. */
  readonly fields?: readonly string[];
  /** A decision that waits some seconds, in which it can be taken back. */
  readonly held?: boolean;
  /** Rows that want a look of their own: among others they are refused, with this code. */
  readonly alone?: { readonly code: string; readonly when: SqlOf<N> };
  readonly undo?: Undo;
}

/** How a row gets back what it had. */
export interface Undo {
  /** What to keep of a row before the change, as JSON; null when the command will change nothing. */
  remember(tx: Tx, id: string, input: never): Promise<object | null>;
  /** Puts it back. Refuses CHANGED_SINCE where somebody else has changed the row in between. */
  restore(tx: Tx, id: string, remembered: never): Promise<void>;
}

/** An aggregate row as commands hold it. */
export interface Aggregate {
  id: string;
  status: string;
  version: number;
}

/** A mail of the catalog, but for its reader's name and for where its links lead. */
export type MailWords = Pick<MailSource, 'template' | 'params'>;

/** An aggregate with a state machine: what the pipeline needs to move it from state to state. */
export interface LifeCycle<R extends Aggregate = Aggregate> {
  readonly machine: Machine;
  readonly reads: Reads;
  readonly entity: Entity & AggregateEntity;
  readonly actions: ActionsField;
  /** Events that the customer is not told of, though it sees the aggregate. */
  readonly unheard?: readonly string[];
  /** Name shown beside its clocks and events. */
  label(row: R, tx: Tx): Promise<string> | string;
  /** What an event changes beside the state. Returns the target, as a word, where the table allows several. */
  readonly effects?: Readonly<Record<string, Effect<R>['change']>>;
  /** How a mail speaks of an event or a reminder, where more is to be said than what happened. As the system. */
  mail?(tx: Tx, row: R, event: string): MailWords | null | Promise<MailWords | null>;
}

/** A method, so that a module may say what its event's input is: the command has parsed it. */
interface Effect<R extends Aggregate> {
  change(tx: Tx, row: R, input: unknown): unknown;
}

/** A guard that a later module adds to an event of an earlier aggregate. */
export interface GuardEdge {
  readonly on: LifeCycle;
  readonly event: string;
  readonly code: string;
  readonly when: SqlOf<string>;
  readonly params?: Facts<string>;
}

/** What a later module does when an event of an earlier aggregate happens, in the same transaction. */
export interface ReactionEdge {
  readonly on: LifeCycle;
  readonly events: readonly string[];
  react(tx: Tx, row: Aggregate, event: string): Promise<void>;
}

/** What the pipeline needs from the application. */
export interface CommandDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly domain: Registry;
  readonly secrets: Secrets;
  readonly publicUrl: string;
  readonly random?: RandomBytes;
}

/** What all modules declare, as commands, jobs and stores look it up. */
export interface Registry extends Declared {
  readonly models: Models;
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly signedLinks: readonly SignedLinks[];
  model(reads: Reads): ReadModel;
  lifeCycle(type: string): LifeCycle | undefined;
  guards: GuardLookup;
  reactions(life: LifeCycle, event: string): readonly ReactionEdge[];
}
