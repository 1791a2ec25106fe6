import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, createApp } from '../../../server/app.ts';
import { createApiKey } from '../../../server/modules/identity/index.ts';
import { runCommand } from '../../../server/platform/command/pipeline.ts';
import type { Database } from '../../../server/platform/db/database.ts';
import { busy } from '../../../server/platform/db/failures.ts';
import { readEnv } from '../../../server/platform/env.ts';
import { openLog } from '../../../server/platform/log.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { systemViewer } from '../../../server/platform/viewer.ts';
import { testWorld } from '../../kit/test-world.ts';

const MEMBERS = '{ members(first: 5) { nodes { id } } viewer { name } }';
const PLANNED = '{ members(first: 5) { nodes { name } pageInfo { hasNextPage } } }';
const SEARCH = '{ search(query: "x", first: 1) { nodes { id } } }';
const ISSUE = `mutation { apiKeyCreate(idempotencyKey: "k", input: { name: "of a thief", role: CSP_OWNER, scopes: [READ] }) {
  userErrors { code } } }`;
const REFUSED_ISSUE = ISSUE.replace('of a thief', '');
const REGISTERED = '{ members(first: 3) { nodes { name } } }';
const documentId = createHash('sha256').update(REGISTERED).digest('hex');

const world = testWorld('requests');
let app: App;
let folder: string;
/** The fault of the next planned read. */
let failure: (Error & { code?: string }) | null = null;
/** Called between the use of a cached credential and the read that verifies it. */
let meanwhile: (() => Promise<unknown>) | null = null;
/** Numbers of statements of resolvers, and of separate look-ups of a credential, since the last request. */
let resolved = 0;
let alone = 0;
/** Whether PostgreSQL keeps the statement prepared, for each planned read. */
const kept: boolean[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'requests-'));
  const documentsFile = join(folder, 'documents.json');
  writeFileSync(documentsFile, JSON.stringify({ [`sha256:${documentId}`]: REGISTERED }));
  const { db: real, clock } = world;
  const db: Database = {
    ...real,
    until: () => db,
    lookUp(lookUp) {
      alone += 1;
      return real.lookUp(lookUp);
    },
    async read(...args) {
      kept.push(args[2].isKept);
      if (failure) throw busy(failure);
      await meanwhile?.();
      return await real.read(...args);
    },
    reader(...args) {
      const reader = real.reader(...args);
      const rows: typeof reader.rows = (...query) => {
        resolved += 1;
        return reader.rows(...query);
      };
      return { ...reader, rows };
    },
  };
  const env = readEnv({ PORT: '0', DATA_DIR: '.data/test' });
  app = await createApp({ env, db, clock, log: openLog('silent'), documentsFile });
});
afterAll(async () => {
  await app?.fastify.close();
  rmSync(folder, { recursive: true });
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

async function ask(key: string, payload: string | object) {
  alone = 0;
  resolved = 0;
  const {
    statusCode: status,
    headers,
    body,
  } = await app.fastify.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${key}` },
    payload: typeof payload === 'string' ? { query: payload } : payload,
  });
  const { data, errors, extensions } = JSON.parse(body);
  const plan = headers['x-partnergraph-plan'];
  const code = errors?.[0].extensions.code;
  return { status, headers, plan, data, errors, extensions, code, alone, resolved };
}

const failed = (code: string): Error & { code: string } =>
  Object.assign(new Error('of the database'), { code });

describe('a query with one statement', () => {
  let key: string;
  beforeAll(async () => {
    ({ key } = await newKey());
  });

  it('is sent as the database wrote it, and charged by its actual size', async () => {
    await ask(key, PLANNED);
    expect(await ask(key, PLANNED)).toMatchObject({
      ...{ status: 200, plan: 'planned', resolved: 0 },
      data: { members: { nodes: [], pageInfo: { hasNextPage: false } } },
      extensions: { cost: { requested: 6, actual: 1 } },
    });
  });

  it.each([
    ['takes too long', '57014'],
    ['meets a database that restarts', '57P01'],
    ['finds no connection', '53300'],
  ])('that %s returns UNAVAILABLE without a second attempt', async (_, code) => {
    failure = failed(code);
    const answer = await ask(key, PLANNED);
    failure = null;
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '2' }, resolved: 0 });
    expect(answer.errors).toEqual([
      {
        message: 'The service is busy. Try again shortly.',
        extensions: { code: 'UNAVAILABLE', retryAfterSeconds: 2, requestId: expect.any(String) },
      },
    ]);
    expect(answer.data ?? null).toBeNull();
  });

  it.each([
    ['by its text', { query: '{ members(first: 4) { nodes { name } } }' }],
    ['by its hash', { documentId }],
  ])('sent %s is prepared from its third use', async (_, asked) => {
    kept.length = 0;
    for (let i = 0; i < 4; i++) expect((await ask(key, asked)).status).toBe(200);
    expect(kept).toEqual([false, false, true, true]);
  });

  it('with an invalid statement is answered by the resolvers', async () => {
    failure = failed('42P01');
    const answer = await ask(key, PLANNED);
    failure = null;
    expect(answer).toMatchObject({
      ...{ status: 200, plan: 'resolved; its statement failed' },
      data: { members: { nodes: [], pageInfo: { hasNextPage: false } } },
    });
    expect(answer.resolved).toBeGreaterThan(0);
  });

  it('that cannot be planned names the field that prevents it', async () => {
    expect((await ask(key, SEARCH)).plan).toBe('resolved; search is answered by code');
  });

  it('with an operation name that is not in the document is a client error', async () => {
    const asked = { query: '{ viewer { role } }', operationName: 'Other' };
    expect((await ask(key, asked)).code).toBe('BAD_USER_INPUT');
  });

  it('by GET with a null character in its variables is a client error, and so is such a sign-in', async () => {
    const query = new URLSearchParams({
      query: 'query($code: String!) { organization(by: { code: $code }) { id } }',
      variables: JSON.stringify({ code: 'A\0' }),
    });
    const got = await app.fastify.inject({
      url: `/graphql?${query}`,
      headers: { authorization: `Bearer ${key}`, 'apollo-require-preflight': '1' },
    });
    expect(got.json().errors[0].extensions.code).toBe('BAD_USER_INPUT');
    const signIn = await app.fastify.inject({
      method: 'POST',
      url: '/auth/sign-in',
      headers: { 'x-partnergraph': '1', 'sec-fetch-site': 'same-origin' },
      payload: { mail: 'a\0@x.com', password: 'x' },
    });
    expect([signIn.statusCode, signIn.json().code]).toEqual([400, 'BAD_USER_INPUT']);
  });
});

const revoke = (id: string): Promise<unknown> =>
  world.system((tx) => tx.rows(sql`update api_key set revoked_at = ${tx.now} where id = ${id}`));

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
