import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, createApp } from '../../../server/app.ts';
import { createApiKey } from '../../../server/modules/identity/index.ts';
import { runCommand } from '../../../server/platform/command/pipeline.ts';
import type { Database } from '../../../server/platform/db/database.ts';
import { readEnv } from '../../../server/platform/env.ts';
import { openLog } from '../../../server/platform/log.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { systemViewer } from '../../../server/platform/viewer.ts';
import { openWorld, type World } from '../../kit/world.ts';

const MEMBERS = '{ members(first: 5) { nodes { id } } viewer { name } }';
const SEARCH = '{ search(query: "x", first: 1) { nodes { id } } }';
const ISSUE = `mutation { apiKeyCreate(idempotencyKey: "k", input: { name: "of a thief", role: CSP_OWNER, scopes: [READ] }) {
  userErrors { code } } }`;
const REFUSED_ISSUE = ISSUE.replace('of a thief', '');

let world: World;
let app: App;
/** Number of separate look-ups of a credential. */
let alone = 0;
/** Called between the use of a cached credential and the read that verifies it. */
let meanwhile: (() => Promise<unknown>) | null = null;

beforeAll(async () => {
  world = await openWorld();
  const db: Database = {
    ...world.db,
    until: () => db,
    lookUp(lookUp) {
      alone += 1;
      return world.db.lookUp(lookUp);
    },
    async read(...args) {
      await meanwhile?.();
      return await world.db.read(...args);
    },
  };
  app = await createApp({
    env: readEnv({ PORT: '0', DATA_DIR: '.data/test' }),
    db,
    clock: world.clock,
    log: openLog('silent'),
  });
});
afterAll(async () => {
  await app?.fastify.close();
  await world?.close();
});

async function newKey(): Promise<{ id: string; key: string }> {
  const { id: orgId } = await world.organization('PARTNER', '甲');
  return await world.system(async (tx) => {
    const { newId, now, viewer } = tx;
    const id = newId();
    const key = await createApiKey(tx, viewer, now, {
      id,
      orgId,
      name: 'reads',
      role: 'csp.owner',
      scopes: ['read', 'write'],
      expiresAt: null,
    });
    return { id, key };
  });
}

const revoke = (id: string): Promise<unknown> =>
  world.system((tx) => tx.rows(sql`update api_key set revoked_at = ${tx.now} where id = ${id}`));

async function ask(key: string, query: string) {
  alone = 0;
  const { statusCode: status, body } = await app.fastify.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${key}` },
    payload: { query },
  });
  const { data, errors } = JSON.parse(body);
  return { status, data, code: errors?.[0].extensions.code, alone };
}

const REFUSED = { status: 401, data: undefined, code: 'UNAUTHENTICATED' };

describe('a caller with a cached credential', () => {
  it('is verified in the same round trip as its read', async () => {
    const { key } = await newKey();
    expect(await ask(key, MEMBERS)).toMatchObject({ status: 200, alone: 1 });
    expect(await ask(key, MEMBERS)).toMatchObject({
      status: 200,
      data: { viewer: { name: 'reads' } },
      alone: 0,
    });
    expect(await ask(key, SEARCH)).toMatchObject({ status: 200, alone: 1 });
  });

  it.each([
    ['a planned query', MEMBERS],
    ['a query that resolvers answer', SEARCH],
    ['an invalid document', '{ nothing'],
    ['a change', ISSUE],
    ['a change that is refused', REFUSED_ISSUE],
  ])('gets nothing for %s once its key is revoked', async (_, query) => {
    const { id, key } = await newKey();
    expect(await ask(key, MEMBERS)).toMatchObject({ status: 200 });
    await revoke(id);
    expect(await ask(key, query)).toMatchObject(REFUSED);
    const keys = await world.system((tx) =>
      tx.rows<{ n: number }>(sql`select count(*)::int as n from api_key where name = 'of a thief'`),
    );
    expect(keys).toEqual([{ n: 0 }]);
  });

  it('gets nothing for a read during which its key is revoked', async () => {
    const { id, key } = await newKey();
    expect(await ask(key, MEMBERS)).toMatchObject({ status: 200 });
    meanwhile = () => revoke(id);
    expect(await ask(key, MEMBERS)).toMatchObject(REFUSED);
    meanwhile = null;
  });

  it('is seen with its present name', async () => {
    const { id, key } = await newKey();
    await ask(key, MEMBERS);
    await world.system((tx) => tx.rows(sql`update api_key set name = 'renamed' where id = ${id}`));
    expect(await ask(key, MEMBERS)).toMatchObject({ data: { viewer: { name: 'renamed' } } });
    expect(await ask(key, MEMBERS)).toMatchObject({
      data: { viewer: { name: 'renamed' } },
      alone: 0,
    });
  });

  it('may write, verified in the same round trip', async () => {
    const { key } = await newKey();
    await ask(key, MEMBERS);
    expect(await ask(key, ISSUE)).toMatchObject({
      data: { apiKeyCreate: { userErrors: [] } },
      alone: 0,
    });
  });
});

describe('a write by a caller whose credential the system viewer verifies, as with a session', () => {
  async function invite(isGood: boolean) {
    const owner = await world.member(await world.organization('PARTNER', '乙'), 'csp.owner');
    const asked: string[] = [];
    const db: Database = {
      ...world.db,
      transaction(...args) {
        asked.push('transaction');
        return world.db.transaction(...args);
      },
    };
    const proof = {
      viewer: systemViewer('sign-in'),
      statement: { isKept: false, text: '', values: [] },
    };
    const holds = async () => {
      asked.push('holds');
      return isGood;
    };
    const command = world.domain.commands.get('memberInvite')!;
    const outcome = runCommand({ ...world.deps, db }, owner.viewer, command, {
      input: { mail: 'new@example.com', name: '新', role: 'CSP_REP' },
      idempotencyKey: 'k',
      requestId: 'optimistic',
      credential: { proof, holds },
    });
    return { outcome: await outcome.catch((error: { code: string }) => error.code), asked };
  }

  it('begins after the verification, and only once', async () => {
    const { outcome, asked } = await invite(true);
    expect(outcome).toMatchObject({ userErrors: [] });
    expect(asked).toEqual(['holds', 'transaction', 'holds']);
  });

  it('does not begin after a failed verification', async () => {
    expect(await invite(false)).toEqual({ outcome: 'UNAUTHENTICATED', asked: ['holds'] });
  });
});
