import { randomUUID } from 'node:crypto';
import { beforeAll } from '@jest/globals';
import {
  differenceLife,
  quarantinedRowLife,
  upstreamAccountLife,
  upstreamFeedLife,
  upstreamNotificationLife,
  webhookEndpointLife,
} from '../../../server/modules/integrations/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { byFiring, describeMatrix } from '../../kit/matrix.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

const world = testWorld('integrations matrix');
let owner: Caller;
let account: string;
let feed: string;
let row: string;
let difference: string;
let seller: Caller;
let notification: string;
let webhook: string;

beforeAll(async () => {
  const partner = await partnerOf(world, '云帆科技');
  owner = await world.member(partner, 'csp.owner');
  const customerId = (await customerOf(world, '东方制造', [partner])).slice(4);
  account = (
    await owner.mutate('upstreamAccountConnect', {
      system: 'HUAWEI_BSS',
      accessKeyId: 'HPUAEXAMPLE7Q2X',
      secretAccessKey: 'secret',
    })
  ).id;
  const [made] = await world.rows<{ feed: string; row: string; difference: string }>(sql`
    with f as (select * from upstream_feed where api = 'SUB_CUSTOMERS'),
    spoilt as (insert into quarantined_row (id, created_at, feed_id, org_id, api, status, raw, fingerprint, problem_code,
        problem_path, seen_at)
      select gen_random_uuid(), now(), id, org_id, api, 'OPEN', '{}', 'f', 'MISSING', 'customer_id', now() from f returning id),
    bound as (insert into partner_binding (id, created_at, partner_id, customer_id, status, type, origin, bound_at, performance_from)
      select gen_random_uuid(), now(), org_id, ${customerId}::uuid, 'BOUND', 'ADVISORY', 'UPSTREAM', now(), now() from f
      returning id),
    found as (insert into difference (id, created_at, account_id, org_id, status, difference_class, subject_key, customer_id,
        binding_id, field, ours, theirs, theirs_at)
      select gen_random_uuid(), now(), account_id, org_id, 'OPEN', 'BOUND_HERE_ONLY', ${customerId}, ${customerId}::uuid,
        bound.id, 'association', 'ADVISORY', null, now() from f, bound returning id)
    select f.id as feed, spoilt.id as row, found.id as difference from f, spoilt, found`);
  ({ feed, row, difference } = made!);
  await notify();
  const { id } = await owner.mutate('webhookEndpointCreate', {
    name: 'ERP',
    url: 'https://erp.example.com/',
    role: 'CSP_MANAGER',
    subjectTypes: [],
    events: [],
  });
  webhook = id;
});

/** A notification of a seller's account. */
async function notify(): Promise<void> {
  const organization = await world.organization('SELLER', '华芯软件');
  seller = await world.member(organization, 'seller.manager');
  const account = await seller.mutate('upstreamAccountConnect', {
    system: 'KOOGALLERY',
    accessKeyId: 'HPUAEXAMPLE7Q2X',
    secretAccessKey: 'secret',
  });
  const [made] = await world.rows<{ id: string }>(sql`
    insert into upstream_notification (id, created_at, account_id, org_id, status, protocol, activity, activity_name, matter,
      is_test, is_processable, raw, sent_at, last_received_at, result_code, next_try_at, give_up_at)
    values (gen_random_uuid(), now(), ${account.id.slice(4)}, ${organization.id}, 'RECEIVED', 'V2', 'ORDER_NOTIFY', 'orderNotify', 'm',
      false, true, '{}', now(), now(), '000000', now(), now()) returning id`);
  notification = made!.id;
}

describeMatrix(
  upstreamAccountLife,
  {
    rotate: { CONNECTED: 'CONNECTED', PAUSED: 'PAUSED', REJECTED: 'CONNECTED' },
    pause: { CONNECTED: 'PAUSED' },
    resume: { PAUSED: 'CONNECTED' },
    reject: { CONNECTED: 'REJECTED' },
    remove: { CONNECTED: 'REMOVED', PAUSED: 'REMOVED', REJECTED: 'REMOVED' },
  },
  byFiring({
    world: () => world,
    id: () => account,
    by: (event) => (event === 'reject' ? null : owner.viewer),
    inputs: {
      rotate: { accessKeyId: 'HPUAEXAMPLE9999', secretAccessKey: 'another' },
      reject: { code: 'APIG.0301' },
    },
    facts: { REJECTED: 'rejected_at = now()', REMOVED: 'sealed_credentials = null' },
  }),
);

const BY_CLOCK = ['lag', 'breakCircuit', 'recover'];

describeMatrix(
  upstreamFeedLife,
  {
    lag: { OK: 'LAGGING' },
    breakCircuit: { OK: 'CIRCUIT_OPEN', LAGGING: 'CIRCUIT_OPEN' },
    recover: { LAGGING: 'OK', CIRCUIT_OPEN: 'OK' },
    sync: { OK: 'OK', LAGGING: 'LAGGING', CIRCUIT_OPEN: 'CIRCUIT_OPEN' },
    switchOff: { OK: 'OFF', LAGGING: 'OFF', CIRCUIT_OPEN: 'OFF' },
    switchOn: { OFF: 'OK' },
  },
  byFiring({
    world: () => world,
    id: () => feed,
    by: (event) => (BY_CLOCK.includes(event) ? null : owner.viewer),
    facts: Object.fromEntries(
      ['OK', 'LAGGING', 'CIRCUIT_OPEN', 'OFF'].map((state) => [state, 'next_run_at = now()']),
    ),
  }),
);

describeMatrix(
  quarantinedRowLife,
  { retry: { OPEN: 'APPLIED' }, heal: { OPEN: 'APPLIED' }, dismiss: { OPEN: 'DISMISSED' } },
  byFiring({
    world: () => world,
    id: () => row,
    by: (event) => (event === 'heal' ? null : owner.viewer),
    inputs: { dismiss: { reason: 'why' } },
  }),
);

describeMatrix(
  differenceLife,
  {
    // The upstream has no value: the binding is ended, or kept.
    takeOver: { OPEN: 'NOTHING_TO_TAKE_OVER' },
    keepOurs: { OPEN: 'RESOLVED' },
    endBinding: { OPEN: 'RESOLVED' },
    settle: { OPEN: 'RESOLVED' },
  },
  byFiring({
    world: () => world,
    id: () => difference,
    by: (event) => (event === 'settle' ? null : owner.viewer),
    inputs: { keepOurs: { reason: 'why' }, endBinding: { reason: 'why' } },
    facts: { RESOLVED: `resolved_at = now(), resolution = 'KEPT'` },
  }),
);

describeMatrix(
  upstreamNotificationLife,
  {
    process: { RECEIVED: 'PROCESSED' },
    fail: { RECEIVED: 'FAILED' },
    redeliver: { PROCESSED: 'RECEIVED', FAILED: 'RECEIVED' },
    replay: { PROCESSED: 'RECEIVED', FAILED: 'RECEIVED' },
  },
  byFiring({
    world: () => world,
    id: () => notification,
    by: (event) => (event === 'replay' ? seller.viewer : null),
    inputs: { process: { orderId: null }, fail: { code: 'SKU_UNKNOWN', path: 'lines.0' } },
    facts: {
      RECEIVED: 'next_try_at = now(), give_up_at = now()',
      PROCESSED: 'next_try_at = null, give_up_at = null, ended_at = now()',
      FAILED: `next_try_at = null, give_up_at = null, ended_at = now(), problem_code = 'x'`,
      REFUSED: `next_try_at = null, give_up_at = null, ended_at = now(), problem_code = 'x'`,
    },
  }),
);

const STAYS = { PAUSED: 'PAUSED', DISABLED: 'DISABLED' };
const SAME = { ENABLED: 'ENABLED', FAILING: 'FAILING', ...STAYS };

describeMatrix(
  webhookEndpointLife,
  {
    update: { ENABLED: 'ENABLED', FAILING: 'ENABLED', ...STAYS },
    replay: { ENABLED: 'ENABLED', FAILING: 'ENABLED', ...STAYS },
    test: SAME,
    rotateSecret: SAME,
    pause: { ENABLED: 'PAUSED', FAILING: 'PAUSED' },
    resume: { PAUSED: 'ENABLED', DISABLED: 'ENABLED' },
    fail: { ENABLED: 'FAILING' },
    recover: { FAILING: 'ENABLED' },
    disable: { ENABLED: 'DISABLED', FAILING: 'DISABLED', PAUSED: 'DISABLED' },
    delete: { ENABLED: 'DELETED', FAILING: 'DELETED', PAUSED: 'DELETED', DISABLED: 'DELETED' },
  },
  byFiring({
    world: () => world,
    id: () => webhook,
    by: (event) => (['fail', 'recover', 'disable'].includes(event) ? null : owner.viewer),
    inputs: {
      replay: { cursorAt: new Date('2026-03-02T02:00:00.000Z'), cursorId: randomUUID() },
      rotateSecret: { secret: 'whsec_AAAA' },
      disable: { reason: 'GONE' },
    },
    facts: { DISABLED: `disabled_reason = 'GONE'`, DELETED: 'sealed_secret = null' },
  }),
);
