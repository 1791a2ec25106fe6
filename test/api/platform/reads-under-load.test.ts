import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, createApp } from '../../../server/app.ts';
import { createApiKey } from '../../../server/modules/identity/index.ts';
import type { Database } from '../../../server/platform/db/database.ts';
import { busy } from '../../../server/platform/db/failures.ts';
import { readEnv } from '../../../server/platform/env.ts';
import { openLog } from '../../../server/platform/log.ts';
import { openWorld, type World } from '../../kit/world.ts';

let world: World;
let app: App;
let key: string;
/** The fault of the next planned read. */
let failure: (Error & { code?: string }) | null = null;
let resolved = 0;
/** Whether PostgreSQL keeps the statement prepared, for each planned read. */
const kept: boolean[] = [];

const REGISTERED = '{ members(first: 3) { nodes { name } } }';
const documentId = createHash('sha256').update(REGISTERED).digest('hex');
const folder = mkdtempSync(join(tmpdir(), 'reads-'));
const documentsFile = join(folder, 'documents.json');

beforeAll(async () => {
  writeFileSync(documentsFile, JSON.stringify({ [`sha256:${documentId}`]: REGISTERED }));
  world = await openWorld();
  const db: Database = {
    ...world.db,
    until: () => db,
    read: (...args) => {
      kept.push(args[2].isKept);
      return failure ? Promise.reject(busy(failure)) : world.db.read(...args);
    },
    reader: (...args) => {
      const reader = world.db.reader(...args);
      const rows: typeof reader.rows = (...query) => {
        resolved += 1;
        return reader.rows(...query);
      };
      return { ...reader, rows };
    },
  };
  app = await createApp({
    env: readEnv({ PORT: '0', DATA_DIR: '.data/test' }),
    db,
    clock: world.clock,
    log: openLog('silent'),
    documentsFile,
  });
  const { id: orgId } = await world.organization('PARTNER', '甲');
  key = await world.system((tx) =>
    createApiKey(tx, tx.viewer, tx.now, {
      id: tx.newId(),
      orgId,
      name: 'reads',
      role: 'csp.manager',
      scopes: ['read'],
      expiresAt: null,
    }),
  );
});
afterAll(async () => {
  await app?.fastify.close();
  await world?.close();
  rmSync(folder, { recursive: true });
});

const MEMBERS = '{ members(first: 5) { nodes { id } pageInfo { hasNextPage } } }';

async function ask(asked: { query?: string; documentId?: string } = { query: MEMBERS }) {
  resolved = 0;
  const response = await app.fastify.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${key}` },
    payload: asked,
  });
  const { statusCode: status, headers } = response;
  return { status, headers, body: response.json(), statements: resolved };
}

const failed = (code: string): Error & { code: string } =>
  Object.assign(new Error('of the database'), { code });

describe('a query with one statement', () => {
  it('is sent as the database wrote it, and charged by its actual size', async () => {
    failure = null;
    await ask();
    const { status, headers, body, statements } = await ask();
    expect([status, headers['x-partnergraph-plan'], statements]).toEqual([200, 'planned', 0]);
    expect(body).toEqual({
      data: { members: { nodes: [], pageInfo: { hasNextPage: false } } },
      extensions: { cost: expect.objectContaining({ requested: 6, actual: 1 }) },
    });
  });

  it.each([
    ['takes too long', '57014'],
    ['meets a database that restarts', '57P01'],
    ['finds no connection', '53300'],
  ])('that %s returns UNAVAILABLE without a second attempt', async (_, code) => {
    failure = failed(code);
    const { status, headers, body, statements } = await ask();
    expect([status, headers['retry-after'], statements]).toEqual([503, '2', 0]);
    expect(body.errors).toEqual([
      {
        message: 'The service is busy. Try again shortly.',
        extensions: { code: 'UNAVAILABLE', retryAfterSeconds: 2, requestId: expect.any(String) },
      },
    ]);
    expect(body.data ?? null).toBeNull();
  });

  it.each([
    ['by its text', { query: '{ members(first: 4) { nodes { name } } }' }],
    ['by its hash', { documentId }],
  ])('sent %s is prepared from its third use', async (_, asked) => {
    failure = null;
    kept.length = 0;
    for (let i = 0; i < 4; i++) expect((await ask(asked)).status).toBe(200);
    expect(kept).toEqual([false, false, true, true]);
  });

  it('with an invalid statement is answered by the resolvers', async () => {
    failure = failed('42P01');
    const { status, headers, body, statements } = await ask();
    expect([status, headers['x-partnergraph-plan']]).toEqual([
      200,
      'resolved; its statement failed',
    ]);
    expect(body.data).toEqual({ members: { nodes: [], pageInfo: { hasNextPage: false } } });
    expect(statements).toBeGreaterThan(0);
  });

  it('that cannot be planned names the field that prevents it', async () => {
    failure = null;
    const { headers } = await ask({
      query: '{ search(query: "x", first: 1) { nodes { id } } }',
    });
    expect(headers['x-partnergraph-plan']).toBe('resolved; search is answered by code');
  });
});
