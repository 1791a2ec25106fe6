import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { settleMode } from '../../server/platform/db/demo-mark.ts';
import { type FreshDatabase, freshDatabase } from '../kit/db.ts';
import { query } from '../kit/launcher.ts';

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const open = (mode: 'demo' | 'real'): Promise<void> =>
  settleMode(database.ownerUrl, mode === 'demo');
const fill = (): Promise<unknown> =>
  query(
    database.superuserUrl,
    `insert into organization (id, created_at, kind, name, code) values ('${randomUUID()}', now(), 'PARTNER', 'Acme', 'ACME')`,
  );
const marks = (): Promise<unknown[]> => query(database.superuserUrl, 'select id from demo_mark');

describe('a database belongs to one mode', () => {
  it('is a demo’s once it is opened by a demo while empty', async () => {
    await open('demo');
    await fill();
    await open('demo');
    expect(await marks()).toEqual([{ id: 1 }]);
    await expect(open('real')).rejects.toThrow(/^This database holds demo data, .+\.$/);
  });

  it('is real when it was filled without a mark, and then a demo refuses it', async () => {
    await open('real');
    await fill();
    await open('real');
    await expect(open('demo')).rejects.toThrow(
      /^This database holds data that no demo made, .+\.$/,
    );
    expect(await marks()).toEqual([]);
  });

  it('is not marked by a request', async () => {
    await expect(
      query(database.url, `set role partnergraph_app; select * from demo_mark`),
    ).rejects.toThrow('permission denied');
  });
});
