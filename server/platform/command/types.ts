import type { RequiredEntityData } from '@mikro-orm/core';
import type { GraphQLSchema } from 'graphql';
import type { Clock, Timing } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { HasParties } from '../db/parties.ts';
import type { Transaction } from '../db/transaction.ts';
import type { Files } from '../files/open-store.ts';
import type { RandomBytes } from '../ids.ts';
import type { Logger } from '../log.ts';
import type { Machine } from '../machine.ts';
import type { MailSource } from '../mail/render.ts';
import type {
  ActionsField,
  Declared,
  Facts,
  OrganizationGuard,
  ReadEdge,
  Reads,
  SqlOf,
} from '../read/declare.ts';
import type { GuardLookup, Models, ReadModel } from '../read/model.ts';
import type { ReasonCode } from '../reasons.ts';
import type { Secrets } from '../secrets.ts';
import type { Entity, RowOf } from '../sql/columns.ts';
import type { Sql, ViewerRef } from '../sql/sql.ts';
import type { Role, Scope, Viewer } from '../viewer.ts';
import type { InputFields, InputShape } from './input.ts';
import type { SignedLinks } from './links.ts';
import type { TrackedFields } from './tracked.ts';

// These types name each other: a transaction knows the life cycles, whose effects work in a transaction.

/** A command's transaction under one viewer. All its writes commit together or not at all. */
export interface Tx extends Transaction {
  readonly now: Date;
  readonly requestId: string;
  readonly domain: Registry;
  readonly secrets: Secrets;
  /** Address of the portal, without a final slash, for links in mails. */
  readonly publicUrl: string;
  /** Whether the site sends SMS, or keeps them in the demo's mailbox. */
  readonly sendsSms: boolean;
  /** Whether webhooks may be sent to this machine, as in the demo. */
  readonly allowsLoopback: boolean;
  readonly files: Pick<Files, 'store' | 'readApart'>;
  /** Whether the transaction is rolled back, because the caller only asks if the command would be accepted. */
  readonly validateOnly: boolean;
  newId(): string;
  /** Loads an aggregate for change and locks it. Throws NOT_FOUND, or STALE_VERSION for another version. */
  get<R extends Aggregate>(life: LifeCycle<R>, id: string, version?: number): Promise<R>;
  get<E extends Entity>(entity: E, id: string): Promise<RowOf<E>>;
  /** Loads aggregates for change and locks them, in the order of their ids. Throws NOT_FOUND if one is missing. */
  getAll<R extends Aggregate>(life: LifeCycle<R>, ids: readonly string[]): Promise<R[]>;
  begin<R extends Aggregate>(life: LifeCycle<R>, data: NewAggregate<R>, event: string): Promise<R>;
  /** Begins several aggregates, with one statement for their rows and one for their events. */
  beginAll<R extends Aggregate>(
    life: LifeCycle<R>,
    data: readonly NewAggregate<R>[],
    event: string,
  ): Promise<R[]>;
  /**
   * Fires an event: transition, role, guards, effect, domain event, deadlines, reactions, audit. Several rows pass each
   * step together, which costs much less than an event of each.
   */
  fire<R extends Aggregate>(
    life: LifeCycle<R>,
    row: R | readonly R[],
    event: string,
    input?: unknown,
  ): Promise<void>;
  /**
   * Locks rows one after another, and fires an event on each whose state still has it: another command may have ended
   * a row while this one waited for the lock.
   */
  fireWhereOpen<R extends Aggregate>(
    life: LifeCycle<R>,
    ids: readonly string[],
    event: string,
    input?: unknown,
  ): Promise<void>;
  /** The system's part of the command, for rows outside the viewer's scope. A throw rolls all of it back. */
  asSystem<T>(job: string, work: (system: Tx) => Promise<T>): Promise<T>;
  /** Serializes all commands on one object until the transaction ends. Taken before any constraint is checked. */
  lock(kind: string, id: string): void;
  lockAll(kind: string, ids: readonly string[]): void;
  /** Adds a line to the tenant's audit chain, written at the end of the transaction. */
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

/** The meaning of a constraint violation: its code, or the code and the input field. */
export type Violation = ReasonCode | { readonly code: ReasonCode; readonly field: string };

export interface Command<I = never> {
  readonly name: string;
  readonly description: string;
  readonly roles: readonly Role[];
  readonly input: InputShape<I>;
  /** Objects of the payload by field name; `run` returns their ids. */
  readonly payload: Readonly<Record<string, () => Reads>>;
  readonly extra?: Readonly<Record<string, ExtraField>>;
  /** Scope that an API key needs for the command, instead of `write`. */
  readonly scope?: Scope;
  /** Whether only a person who has re-authenticated recently may send the command; keys and links are refused. */
  readonly freshProof?: boolean;
  /** Whether a key may send a command with `freshProof` nevertheless. The key was created with such a proof. */
  readonly openToKeys?: boolean;
  /**
   * Why a session of a customer's link may call the command without proof that it acts for the customer. Any other
   * command of a customer needs that proof, since the other party may hold the link.
   */
  readonly unproven?: string;
  /** Whether the command takes an idempotency key: money, review and bulk commands, and commands that create objects. */
  readonly idempotent: boolean;
  readonly constraints?: Readonly<Record<string, Violation>>;
  /** Refuses an organization for every object; the session reports it, so that no form is offered in vain. */
  readonly organizationGuard?: OrganizationGuard;
  /** Allows runs on many rows of a list; the plural mutation is derived from it. */
  readonly bulk?: Bulk;
  run(tx: Tx, input: I): Promise<PayloadValues>;
  /** Writes down, in a transaction that stays, that the command was refused or only tried: its outcome tells the caller facts. */
  unsuccessful?(tx: Tx, input: I): Promise<void>;
  /**
   * Asks an upstream before the transaction, so that no row is locked while it answers; not for a dry run, and not for
   * a repeat. The result writes the answer after `run`, in the same transaction, and returns further payload values.
   */
  ask?(asker: UpstreamAsker, input: I): Promise<(tx: Tx) => Promise<PayloadValues>>;
  /** Work after the commit, in separate transactions within the caller's time. Must not fail. */
  afterwards?(deps: CommandDeps, values: Readonly<Record<string, unknown>>): Promise<void>;
}

export type AnyCommand = Command<unknown>;

/** Ids of objects and values of extra fields, by payload field. */
export type PayloadValues = Readonly<Record<string, unknown>>;

/** Declaration of a command that can run on many rows of a list. */
export interface Bulk<N extends string = string> {
  readonly of: Reads;
  /** Input field of the command that takes the row's id; `id` by default. */
  readonly row?: string;
  readonly label: SqlOf<N>;
  /** Input fields that apply to every row; by default all except the row and the version. */
  readonly fields?: readonly string[];
  /** Whether the decision takes effect after some seconds, during which it can be undone. */
  readonly held?: boolean;
  /** Rows that need individual attention: in a bulk run they are refused with this code. */
  readonly alone?: { readonly code: ReasonCode; readonly when: SqlOf<N> };
  readonly undo?: Undo;
  /** Proof of identity that is given once, for the rows that the call names. */
  readonly proof?: BulkProof;
}

export interface BulkProof {
  readonly fields: InputFields;
  /** Checks the proof before the job is made. It is not stored. */
  check(tx: Tx, proof: Readonly<Record<string, unknown>>): Promise<void>;
  /** The command for one row, without a proof of its own. */
  readonly row: AnyCommand;
}

export interface Undo {
  /** The values to keep before the change, as JSON; null if the command will change nothing. */
  remember(tx: Tx, id: string, input: never): Promise<object | null>;
  /** Restores the values. Refuses with CHANGED_SINCE if another command has changed the row since. */
  restore(tx: Tx, id: string, remembered: never): Promise<void>;
}

export interface Aggregate {
  id: string;
  status: string;
  version: number;
}

/** Values of a new aggregate; id, time and state default to a new id, now and the event's target. */
export type NewAggregate<R extends Aggregate> = Omit<
  RequiredEntityData<R>,
  'id' | 'createdAt' | 'status' | 'version'
> & { id?: string; createdAt?: Date; status?: R['status'] };

/** A mail of the catalog without its recipient's name and its links. */
export type MailWords = Pick<MailSource, 'template' | 'params'>;

/** An aggregate with a state machine: the declarations with which the pipeline changes its state. */
export interface LifeCycle<R extends Aggregate = Aggregate> {
  readonly machine: Machine;
  readonly reads: Reads;
  readonly entity: Entity & HasParties;
  readonly actions: ActionsField;
  /** Facts of the row that the audit keeps with each event, in the form of the API. */
  audited?(row: R): Readonly<Record<string, unknown>>;
  /** Values whose changes by an event the history keeps: no personal data, no secrets. */
  readonly tracked?: TrackedFields<R>;
  /** Events that the customer does not receive, though it sees the aggregate. */
  readonly unheard?: readonly string[];
  label(row: R, tx: Tx): Promise<string> | string;
  /** Amount of the row in minor units; each side that sees the row's deadlines may know it. */
  amount?(row: R): bigint | null | undefined;
  /**
   * Changes of an event in addition to the state. An effect returns the target state if the machine allows several, or
   * `{ changes }` of values in another row.
   */
  readonly effects?: Readonly<Record<string, Effect<R>['change']>>;
  /** The mail for an event or a reminder that needs more than the event's name. Runs as the system. */
  mail?(tx: Tx, row: R, event: string): MailWords | null | Promise<MailWords | null>;
  /** Refuses an event while a fact of the row is true, for a later module. */
  guard(guard: {
    readonly event: string;
    readonly code: string;
    readonly when: SqlOf<keyof R & string>;
    readonly params?: Facts<keyof R & string>;
  }): GuardEdge;
  /** Reacts to events in their transaction, in the order of the modules. */
  on(
    events: readonly string[],
    react: (tx: Tx, row: R, event: string) => Promise<void> | void,
  ): ReactionEdge;
}

/** The effect is a method, so that a module may type its event's input, which the command has parsed. */
interface Effect<R extends Aggregate> {
  change(tx: Tx, row: R, input: unknown): unknown;
}

export interface GuardEdge {
  readonly on: LifeCycle;
  readonly event: string;
  readonly code: ReasonCode;
  readonly when: SqlOf<string>;
  readonly params?: Facts<string>;
}

export interface CustomerProof {
  readonly code: ReasonCode;
  when(v: ViewerRef): Sql;
}

export interface ReactionEdge {
  readonly on: LifeCycle;
  readonly events: readonly string[];
  react(tx: Tx, row: Aggregate, event: string): Promise<void> | void;
}

/** A type whose objects carry words and files of their parties. */
export interface Discussion {
  readonly on: Reads;
  /** Whether the customer takes part in what is shared. */
  readonly withCustomer: boolean;
  /** Property with the subject of the signed links that show the objects; null if it is the object itself. */
  readonly linkedBy: string | null;
  /** The fields of the type that show words and files. */
  readonly edge: ReadEdge;
  readonly command: AnyCommand;
  /** Adapts the parties of words and files to the object's new state; `from` is its former one. */
  follow(tx: Tx, row: Aggregate, from: string): void;
}

export interface CommandDeps {
  readonly db: Database;
  /** The product's clock, which a demo may move. */
  readonly clock: Clock;
  /** Real time, for sessions and for what other systems sign. */
  readonly realClock: Clock;
  /** Time of quotas and of waits on upstreams. */
  readonly timing: Timing;
  readonly log: Logger;
  readonly files: Files;
  readonly domain: Registry;
  readonly secrets: Secrets;
  readonly publicUrl: string;
  /** Whether the site sends SMS; by default it does not. */
  readonly sendsSms?: boolean;
  /** Whether webhooks may be sent to this machine, as in the demo; by default they may not. */
  readonly allowsLoopback?: boolean;
  readonly random?: RandomBytes;
}

/** A call to an upstream on behalf of a viewer. */
export interface UpstreamAsker {
  readonly deps: CommandDeps;
  readonly viewer: Viewer;
  /** Aborts when the answer would come too late. */
  readonly signal: AbortSignal;
}

/** An upstream that answers fields of rows (`UpstreamField`). An input is the SQL value of the field. */
export interface Upstream<I = unknown, V = unknown> {
  readonly name: string;
  /** Most inputs of one call; more are several calls. */
  readonly most: number;
  /** The value of each input: null if the upstream knows none, an error if it did not answer. */
  answer(asker: UpstreamAsker, inputs: readonly I[]): Promise<readonly (V | Error | null)[]>;
  /** The last known value of an input and its time, for when the upstream does not answer. */
  known(input: I): { readonly value: V | null; readonly asOf: Date | null };
}

export interface Registry extends Declared {
  readonly models: Models;
  readonly schema: GraphQLSchema;
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly signedLinks: readonly SignedLinks[];
  /** Types with words and files, by SDL name. */
  readonly discussed: ReadonlyMap<string, Discussion>;
  model(reads: Reads): ReadModel;
  /** Upstreams that answer fields, by name. */
  readonly upstreams: ReadonlyMap<string, Upstream>;
  lifeCycle(type: string): LifeCycle | undefined;
  /** Roles that can act before some deadline expires. */
  readonly actors: ReadonlySet<Role>;
  guards: GuardLookup;
  /** Reasons for which the session of a link cannot prove that it acts for its customer. */
  readonly customerProof: readonly CustomerProof[];
  reactions(life: LifeCycle, event: string): readonly ReactionEdge[];
}
