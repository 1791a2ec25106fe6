import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import {
  MembershipEntity,
  OrganizationEntity,
  type OrganizationKind,
  UserEntity,
} from '../../server/modules/identity/index.ts';
import { InvoicingSettingEntity, type Purchaser } from '../../server/modules/invoices/index.ts';
import type { ApiDeps } from '../../server/platform/api/context.ts';
import { ShiftedClock, systemTiming } from '../../server/platform/clock.ts';
import { fireClockEvent } from '../../server/platform/command/life-cycle/clock-events.ts';
import { transact } from '../../server/platform/command/pipeline.ts';
import type { Tx } from '../../server/platform/command/types.ts';
import { type Database, openDatabase } from '../../server/platform/db/database.ts';
import type { Domain } from '../../server/platform/domain.ts';
import type { FileStore } from '../../server/platform/files/file-store.ts';
import { filesIn } from '../../server/platform/files/open-store.ts';
import { holidayPlans } from '../../server/platform/holiday-plans.ts';
import { sweepDeadlines } from '../../server/platform/jobs/sweeper.ts';
import { openLog } from '../../server/platform/log.ts';
import { loadHolidayPlans } from '../../server/platform/rules/holiday-plan.ts';
import { secretsFrom } from '../../server/platform/secrets.ts';
import type { Sql } from '../../server/platform/sql/sql.ts';
import { Role, systemViewer, type Viewer } from '../../server/platform/viewer.ts';
import { loadDomain } from '../../server/schema.ts';
import { type Caller, caller } from './api.ts';
import { type FreshDatabase, freshDatabase } from './db.ts';
import { differences } from './reconciliation.ts';
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

export type { Api, Caller } from './api.ts';

export interface Organization {
  readonly id: string;
  readonly name: string;
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

/** A product with a clock that only the story moves, on an empty database or on `database` with the files of `store`. */
export async function openWorld(
  seed = 'world',
  database: () => Promise<FreshDatabase> = freshDatabase,
  store: FileStore = memoryStore(),
): Promise<World> {
  const [{ drop, superuserUrl, ...urls }, domain] = await Promise.all([database(), loadDomain()]);
  const db = await openDatabase({ ...urls, entities: domain.entities, poolSize: 6 });
  await loadHolidayPlans(db);
  const clock = new ShiftedClock({ now: () => START });
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
      const differing = withoutTriggers ? {} : await differences(superuserUrl);
      // Test files share the modules of a worker.
      holidayPlans.enter(0, []);
      await db.close();
      await drop();
      assert.deepEqual(differing, {}, 'Stored values differ from their rows');
    },
  };
}
