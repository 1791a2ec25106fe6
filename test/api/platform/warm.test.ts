import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pino from 'pino';
import { rolesOfMembers } from '../../../server/modules/identity/index.ts';
import { plansOf } from '../../../server/platform/api/context.ts';
import { Documents } from '../../../server/platform/api/documents.ts';
import { warmPlans } from '../../../server/platform/api/warm.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { type Database, openDatabase } from '../../../server/platform/db/database.ts';
import { runPlanned } from '../../../server/platform/read/plan/run.ts';
import { manifestOf } from '../../kit/live.ts';
import { type Caller, openWorld, type World } from '../../kit/world.ts';

const LIST = `query Customers($first: Int!, $after: String, $filter: CustomerFilter, $orderBy: CustomerOrder) {
  customers(first: $first, after: $after, filter: $filter, orderBy: $orderBy) { nodes { id name } count { value } } }`;
const RECORD = 'query Customer($id: ID!) { customer(by: { id: $id }) { id name } }';
const COMMAND =
  'mutation Note($input: NoteAddInput!, $key: ID!) { noteAdd(input: $input, idempotencyKey: $key) { note { id } } }';

let world: World;
let db: Database;
let owner: Caller;
const manifest = manifestOf([LIST, RECORD, COMMAND]);

beforeAll(async () => {
  world = await openWorld('warm');
  const { url, ownerUrl } = world.db;
  // Statements are prepared on a connection, so that one connection must answer all reads.
  const shared = { quick: 1, slow: 1 };
  db = await openDatabase({ url, ownerUrl, entities: world.domain.entities, shared });
  owner = await world.member(await world.organization('PARTNER', '深圳安信'), 'csp.owner');
  await world.member(await world.organization('OPERATOR', '运营'), 'operator');
});
afterAll(async () => {
  manifest.remove();
  await db.close();
  await world.close();
});

/** The statements that the connection has prepared, with the numbers of their plans. */
async function prepared(): Promise<{ text: string; generic: number; custom: number }[]> {
  const text = `select json_agg(json_build_object('text', statement, 'generic', generic_plans, 'custom', custom_plans))
    from pg_prepared_statements where statement like '%customer%'`;
  const statement = { text, values: [], isKept: false };
  const [row] = await db.read(owner.viewer, world.clock.now(), statement);
  return JSON.parse(row![0] ?? '[]');
}

const warm = async (signal = new AbortController().signal) => {
  const { schema } = world.domain;
  const documents = new Documents(schema, systemClock, manifest.file);
  const roles = () => rolesOfMembers({ db });
  const log = pino({ level: 'silent' });
  const texts = await warmPlans({ db, domain: world.domain, documents, log, roles, signal });
  return { texts, documents };
};

it('plans nothing once the server stops', async () => {
  expect((await warm(AbortSignal.abort())).texts.size).toBe(0);
  expect(await prepared()).toEqual([]);
});

it('plans the lists that the portal opens, for each role that has members, before anyone asks', async () => {
  const { texts, documents } = await warm();
  // Owner and operator see customers by different statements. A record and a command wait for their use.
  expect(texts.size).toBe(2);
  const before = await prepared();
  expect(before.map(({ text }) => text).sort()).toEqual([...texts].sort());
  expect(before.every(({ generic }) => generic === 1)).toBe(true);

  const [document] = documents
    .hashes()
    .map((hash) => documents.trusted(hash)!.document)
    .filter(({ loc }) => loc!.source.body === LIST);
  const { clock, secrets } = world.deps;
  const deps = { plans: plansOf(world.domain), db, clock, secrets, ask: async () => null };
  const variables = { first: 50, after: null, filter: { search: null } };
  const answer = await runPlanned(deps, owner.viewer, { document: document!, variables });
  expect(answer).toEqual({ json: '{"customers":{"nodes":[],"count":{"value":0}}}' });
  const after = await prepared();
  expect(after.length).toBe(2);
  const used = after.filter(({ custom, generic }) => custom + generic === 2);
  expect(used.length).toBe(1);
});
