import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import pino from 'pino';
import {
  MembershipEntity,
  OrganizationEntity,
  type OrganizationKind,
  UserEntity,
} from '../../server/modules/identity/index.ts';
import { InvoicingSettingEntity, type Purchaser } from '../../server/modules/invoices/index.ts';
import { type ApiDeps, GraphqlContext } from '../../server/platform/api/context.ts';
import { ShiftedClock, systemTiming } from '../../server/platform/clock.ts';
import { fireClockEvent } from '../../server/platform/command/life-cycle/clock-events.ts';
import { transact } from '../../server/platform/command/pipeline.ts';
import type { Tx } from '../../server/platform/command/types.ts';
import { type Database, openDatabase } from '../../server/platform/db/database.ts';
import type { Domain } from '../../server/platform/domain.ts';
import { PublicError } from '../../server/platform/errors.ts';
import type { FileStore } from '../../server/platform/files/file-store.ts';
import { filesIn } from '../../server/platform/files/open-store.ts';
import { holidayPlans } from '../../server/platform/holiday-plans.ts';
import { sweepDeadlines } from '../../server/platform/jobs/sweeper.ts';
import { openLog } from '../../server/platform/log.ts';
import { loadHolidayPlans } from '../../server/platform/rules/holiday-plan.ts';
import { secretsFrom } from '../../server/platform/secrets.ts';
import { type Sql, sql } from '../../server/platform/sql/sql.ts';
import { Role, systemViewer, type Viewer } from '../../server/platform/viewer.ts';
import { loadDomain } from '../../server/schema.ts';
import { type FreshDatabase, freshDatabase } from './db.ts';
import { query } from './launcher.ts';
import { DIFFERENCES } from './reconciliation.ts';
import { memoryStore } from './store.ts';

/** Start time of every story: a Monday morning in Shanghai. */
export const START = new Date('2026-03-02T02:00:00.000Z');

/** Invoicing data with which a story begins: without them no bill can be countersigned. */
export const PURCHASER: Purchaser = {
  purchaserTitle: '云商店（示例）运营有限公司',
  purchaserTaxNumber: '91440300MA5XXXXX2K',
  purchaserBankName: '示例银行深圳分行',
  purchaserBankAccount: '4000 0000 0000 0917',
  purchaserAddress: '深圳市示例区云港路 1 号',
  purchaserPhone: '0755-5550 0000',
  recipientName: '发票组',
  recipientPhone: '0755-5550 0100',
  recipientAddress: '深圳市示例区云港路 1 号 A 座 9 层',
  recipientMailbox: 'fapiao@market.example',
};
const invoicingData = (id: string, at: Date) => ({
  ...PURCHASER,
  id,
  createdAt: at,
  effectiveFrom: at,
  setBy: '运营',
  reason: '开站',
});

export interface Organization {
  readonly id: string;
  readonly name: string;
}

/** The public API as one viewer sees it. */
export interface Caller extends Api {
  readonly viewer: Viewer;
}

/** The public API, independent of the transport. */
export interface Api {
  /** Runs a document and returns the whole result, errors included. */
  run(source: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** Runs a document that must succeed and returns its data. */
  ask<T = Record<string, any>>(source: string, variables?: Record<string, unknown>): Promise<T>;
  /** Runs `mutation(input, idempotencyKey)`, selecting `fields` of the payload's object. Fails if it is refused. */
  mutate(name: string, input: Record<string, unknown>, fields?: string): Promise<any>;
  /** Runs a mutation that must be refused and returns the codes of its `userErrors`. */
  refused(name: string, input: Record<string, unknown>): Promise<string[]>;
}

export interface World {
  readonly clock: ShiftedClock;
  readonly domain: Domain;
  readonly db: Database;
  readonly deps: ApiDeps;
  /** Bytes of the files that `uploaded` takes. */
  readonly store: FileStore;
  organization(kind: OrganizationKind, name: string): Promise<Organization>;
  /** A member of an organization with a role, as a caller of the API. */
  member(org: Organization, role: Role, name?: string): Promise<Caller>;
  /** A caller for any other viewer: a buyer with a link, a key, or an anonymous viewer. */
  as(viewer: Viewer | null): Caller;
  /** Runs work of the system in one transaction, for set-up that no command offers. */
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  rows<R>(query: Sql): Promise<R[]>;
  /** Runs everything that is due at the clock's time. */
  settle(): Promise<void>;
  /**
   * Ends the world. Fails if a stored value differs from the rows from which it follows, unless rows were
   * written without triggers.
   */
  close(options?: { readonly withoutTriggers: boolean }): Promise<void>;
}

/** Bytes that are the same in every run. */
function seededRandom(seed: string): (size: number) => Uint8Array {
  let counter = 0;
  return (size) => createHash('sha512').update(`${seed}:${counter++}`).digest().subarray(0, size);
}

/** A product with a clock that only the story moves, on an empty database or on `database`. */
export async function openWorld(
  seed = 'world',
  database: () => Promise<FreshDatabase> = freshDatabase,
): Promise<World> {
  const [{ drop, superuserUrl, ...urls }, domain] = await Promise.all([database(), loadDomain()]);
  const db = await openDatabase({ ...urls, entities: domain.entities, poolSize: 6 });
  await loadHolidayPlans(db);
  const clock = new ShiftedClock({ now: () => START });
  const store = memoryStore();
  const random = seededRandom(seed);
  const deps: ApiDeps = {
    db,
    clock,
    domain,
    random,
    secrets: secretsFrom('s'.repeat(32)),
    publicUrl: 'http://localhost:4000',
    sendsSms: true,
    realClock: clock,
    timing: systemTiming,
    log: openLog('silent'),
    files: filesIn(store, join(tmpdir(), 'incoming')),
  };
  const system = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(deps, systemViewer('story'), 'story', work);
  const as = (viewer: Viewer | null): Caller => caller(deps, viewer);

  return {
    clock,
    domain,
    db,
    deps,
    store,
    as,
    system,
    async organization(kind, name) {
      return await system(async ({ insert, newId, now }) => {
        const id = newId();
        const code = `O${id.slice(-8).toUpperCase()}`;
        insert(OrganizationEntity, {
          id,
          createdAt: now,
          kind,
          name,
          code,
          status: 'ACTIVE',
          version: 1,
        });
        if (kind === 'OPERATOR') insert(InvoicingSettingEntity, invoicingData(newId(), now));
        return { id, name };
      });
    },
    async member(org, role, name = role) {
      const [userId, memberId] = await system(async ({ insert, newId, now }) => {
        const ids = [newId(), newId()] as const;
        const mail = `${ids[0]}@example.com`;
        insert(UserEntity, { id: ids[0], createdAt: now, mail, name });
        insert(MembershipEntity, {
          id: ids[1],
          createdAt: now,
          userId: ids[0],
          orgId: org.id,
          role: role as never,
          name,
          mail,
        });
        return ids;
      });
      return as({
        via: 'PORTAL',
        role,
        side: Role.sideOf(role),
        tenantId: org.id,
        actorId: userId,
        actorName: name,
        memberId,
        scopes: ['read', 'write'],
        hasFreshProof: true,
        subjectId: null,
      });
    },
    rows: (query) => system((tx) => tx.rows(query)),
    async settle() {
      await sweepDeadlines({
        db,
        clock,
        fire: fireClockEvent(deps),
        log: pino({ level: 'silent' }),
      });
    },
    async close({ withoutTriggers } = { withoutTriggers: false }) {
      const differing: Record<string, unknown[]> = {};
      for (const [what, statement] of withoutTriggers ? [] : Object.entries(DIFFERENCES)) {
        // Reads whole tables, which may take longer than the product waits for a statement.
        const found = await query(superuserUrl, sql.textOf(statement));
        if (found.length > 0) differing[what] = found.slice(0, 3);
      }
      // Test files share the modules of a worker.
      holidayPlans.enter(0, []);
      await db.close();
      await drop();
      assert.deepEqual(differing, {}, 'Stored values differ from their rows');
    },
  };
}

let attempts = 0;

/** Runs every query of every story a second time and compares the planner's result with the resolvers' result. */
async function expectPlanned(
  context: GraphqlContext,
  source: string,
  variables: Record<string, unknown>,
  { data, errors }: ExecutionResult,
): Promise<void> {
  // Longer documents are generated; planning them costs more time than the comparison is worth.
  if (source.length > 1_500) return;
  const planned = await context.plan({ document: parse(source), variables });
  const failures = context.takeFailures();
  if ('unplanned' in planned) return;
  assert.deepEqual(
    { data: JSON.parse(planned.json), errors: failures.map(placed) },
    { data: JSON.parse(JSON.stringify(data)), errors: (errors ?? []).map(placed) },
    source,
  );
}

const placed = ({ path, originalError, message }: GraphQLError) => ({
  path,
  code: originalError instanceof PublicError ? originalError.code : message,
});

/** Texts of valid documents without their strings: a text that differs only in an id is valid, too. */
const valid = new WeakMap<GraphQLSchema, Set<string>>();

/** Parses a document and validates it; returns its errors if it has any. */
function validDocument(
  schema: GraphQLSchema,
  source: string,
): DocumentNode | readonly GraphQLError[] {
  const shape = source.replaceAll(/"[^"]*"/g, '""');
  const shapes = valid.get(schema) ?? new Set();
  valid.set(schema, shapes);
  try {
    const document = parse(source);
    const errors = shapes.has(shape) ? [] : validate(schema, document);
    if (errors.length > 0) return errors;
    shapes.add(shape);
    return document;
  } catch (error) {
    return [error as GraphQLError];
  }
}

function caller(deps: ApiDeps, viewer: Viewer | null): Caller {
  const run: Api['run'] = async (source, variableValues) => {
    const contextValue = new GraphqlContext(deps, viewer, 'story');
    try {
      const { schema } = deps.domain;
      const document = validDocument(schema, source);
      const result: ExecutionResult =
        'kind' in document
          ? await execute({ schema, document, variableValues, contextValue })
          : { errors: document };
      const failures = contextValue.takeFailures();
      if (failures.length > 0)
        Object.assign(result, { errors: [...(result.errors ?? []), ...failures] });
      await expectPlanned(contextValue, source, variableValues ?? {}, result).catch(
        async (error) => {
          // Only the end of a list that programs follow may move between the two executions.
          if (!/\bUPDATED\b|\bevents\(/.test(source)) throw error;
          const later = new GraphqlContext(deps, viewer, 'story');
          const again = { schema, document: parse(source), variableValues, contextValue: later };
          try {
            await expectPlanned(later, source, variableValues ?? {}, await execute(again));
          } finally {
            await later.endReads();
          }
        },
      );
      return result;
    } finally {
      await contextValue.endReads();
    }
  };
  return { ...apiOver(deps.domain, viewer?.role ?? 'nobody', run), viewer: viewer as Viewer };
}

/** The API of stories over a function that runs documents; failures name `who`. */
export function apiOver(domain: Domain, who: string, run: Api['run']): Api {
  const ask = async <T>(source: string, variables?: Record<string, unknown>): Promise<T> => {
    const { data, errors } = await run(source, variables);
    if (errors?.length)
      throw new Error(
        `${who}: ${errors.map((e) => e.originalError?.stack ?? e.message).join('\n')}\n${source}`,
      );
    return data as T;
  };
  const call = async (
    name: string,
    input: Record<string, unknown>,
    fields: string,
  ): Promise<any> => {
    const field = domain.schema.getMutationType()!.getFields()[name];
    if (!field) throw new Error(`There is no mutation ${name}`);
    const keyed = field.args.some((arg) => arg.name === 'idempotencyKey');
    const inputType = String(field.args.find((arg) => arg.name === 'input')!.type);
    const args = keyed ? 'input: $input, idempotencyKey: $key' : 'input: $input';
    const data = await ask<Record<string, any>>(
      `mutation($input: ${inputType}${keyed ? ', $key: ID!' : ''}) { ${name}(${args}) { ${fields} userErrors { code field message params { key value } } } }`,
      { input, key: `story-${attempts++}` },
    );
    return data[name];
  };
  return {
    run,
    ask,
    async mutate(name, input, fields) {
      const object = Object.keys(domain.commands.get(name)?.payload ?? {})[0];
      const payload = await call(name, input, fields ?? (object ? `${object} { id }` : ''));
      if (payload.userErrors.length > 0)
        throw new Error(`${name} was refused: ${JSON.stringify(payload.userErrors)}`);
      return fields || !object ? payload : payload[object];
    },
    async refused(name, input) {
      const payload = await call(name, input, '');
      return payload.userErrors.map((error: { code: string }) => error.code);
    },
  };
}
