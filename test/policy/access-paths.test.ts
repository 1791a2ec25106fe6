import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { ApiKeyEntity } from '../../server/modules/identity/api-key/api-key.entity.ts';
import { viewerSettings } from '../../server/platform/db/database.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import type { Viewer } from '../../server/platform/viewer.ts';
import { connectedOrm } from '../kit/orm.ts';
import { type Organization, openWorld, type World } from '../kit/world.ts';
import {
  FORBIDDEN,
  INSERTS,
  type Probe,
  READS,
  type Target,
  WRITES,
} from './fixtures/access-paths.ts';
import { insertKey } from './fixtures/api-keys.ts';

let world: World;
let orm: MikroORM;
let viewer: Viewer;
let own: Target;
let foreign: Target;

async function keyOf(org: Organization): Promise<Target> {
  const name = `key of ${org.name}`;
  return { id: await insertKey(world, org, name), orgId: org.id, name };
}

beforeAll(async () => {
  world = await openWorld('paths');
  orm = await connectedOrm(world);
  const [acme, beta] = [
    await world.organization('PARTNER', 'acme'),
    await world.organization('PARTNER', 'beta'),
  ];
  viewer = (await world.member(acme, 'csp.owner')).viewer;
  own = await keyOf(acme);
  foreign = await keyOf(beta);
});
afterAll(async () => {
  await orm?.close(true);
  await world?.close();
});

const all = (): Promise<Record<string, unknown>[]> =>
  world.rows(sql`select to_json(k) as row from api_key k order by id`);

class Back extends Error {}

/** Runs work of the entity manager itself, which commands do not see, as acme's owner. */
const asViewer = <T>(work: (em: SqlEntityManager) => Promise<T>): Promise<T> =>
  orm.em.fork().transactional(async (em) => {
    for (const [name, value] of Object.entries(viewerSettings(viewer)))
      await em.execute('select set_config(?, ?, true)', [name, value]);
    return await work(em);
  });

/**
 * Runs a probe as acme's owner and rolls it back. Returns its result and all rows that it left inside the
 * transaction.
 */
async function attempt(probe: Probe, target: Target): Promise<{ got: unknown; left: string }> {
  let got: unknown = null;
  let left = '';
  const work = async (em: SqlEntityManager): Promise<void> => {
    got = await probe(em, target);
    left = JSON.stringify(await em.execute('select id, org_id, name from api_key order by id'));
    throw new Back();
  };
  await asViewer(work).catch((error: unknown) => {
    if (!(error instanceof Back)) got = null;
  });
  return { got, left };
}

/** Runs a probe and commits it: for writes that must have no effect. */
const commit = (probe: Probe, target: Target): Promise<unknown> =>
  asViewer((em) => probe(em, target)).catch((error: unknown) => error);

describe('another tenant’s row, by every path of the entity manager', () => {
  let before: string;
  beforeAll(async () => {
    before = JSON.stringify(await all());
  });
  afterEach(async () => {
    expect(JSON.stringify(await all())).toBe(before);
  });

  it.each(Object.entries(READS))('is not read by %s', async (name, probe) => {
    const mine = await attempt(probe, own);
    // The probe must return the caller's row, or it proves nothing. Switching row security off fails by
    // itself.
    if (name !== 'row security off') expect(JSON.stringify(mine.got)).toContain(own.id);
    expect(JSON.stringify((await attempt(probe, foreign)).got ?? null)).not.toContain(foreign.id);
  });

  it.each(Object.entries(WRITES))('is not changed by %s', async (_, probe) => {
    const { left } = await attempt(probe, own);
    expect(left).not.toBe('');
    expect(left).not.toContain(own.name);
    await commit(probe, foreign);
  });

  it.each(Object.entries(INSERTS))('gets no row by %s', async (_, probe) => {
    expect((await attempt(probe, own)).left).toContain('taken');
    expect(await commit(probe, foreign)).toBeInstanceOf(Error);
  });

  it.each(Object.entries(FORBIDDEN))('is out of reach for: %s', async (_, probe) => {
    expect(await commit(probe, own)).toMatchObject({ code: '42501' });
  });

  it('is not returned when the caller passes one of its own rows', async () => {
    expect(
      await commit(
        (em) => em.nativeUpdate(ApiKeyEntity, { id: own.id }, { orgId: foreign.orgId }),
        own,
      ),
    ).toBeInstanceOf(Error);
  });

  it('is not found in the identity map of an earlier transaction', async () => {
    await world.system((tx) => tx.get(ApiKeyEntity, foreign.id));
    await expect(
      world.db.transaction(viewer, (tx) => tx.get(ApiKeyEntity, foreign.id)),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is not visible without a viewer, nor on a connection that served a viewer before', async () => {
    await world.system((tx) => tx.find(ApiKeyEntity, () => sql`true`));
    for (let i = 0; i < 10; i++) expect(await orm.em.fork().find(ApiKeyEntity, {})).toEqual([]);
  });

  it('is not read by a reader', async () => {
    const reader = world.db.reader(viewer);
    expect(await reader.rows(sql`select id from api_key order by id`)).toEqual([{ id: own.id }]);
    await reader.end();
  });
});
