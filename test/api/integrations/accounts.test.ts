import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { subCustomer } from '../../kit/upstream/index.ts';
import { AK, SK, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage('accounts', [
    subCustomer('good'),
    { ...subCustomer('late'), associated_on: '2099-01-01T00:00:00Z' },
    { ...subCustomer('odd'), association_type: 'nonsense' },
  ]);
  await stage.sync();
});
afterAll(() => stage?.close());

const account = (fields: string, viewer = stage.owner) =>
  viewer
    .ask(`{ upstreamAccount(by: { id: "${stage.accountId}" }) { ${fields} } }`)
    .then((answer) => answer.upstreamAccount);

describe('an account', () => {
  it('shows a masked key and never its secret', async () => {
    expect(await account('accessKeyId endpoint status')).toEqual({
      accessKeyId: 'HPUA****7Q2X',
      endpoint: stage.upstream.url,
      status: 'CONNECTED',
    });
    const [row] = await stage.world.rows<{ text: string }>(sql`
      select (select string_agg(a::text, ' ') from upstream_account a) || (select string_agg(a::text, ' ') from audit_entry a)
        || (select string_agg(a::text, ' ') from idempotency_key a) || (select string_agg(a::text, ' ') from domain_event a) as text`);
    expect(row!.text).toContain('upstreamAccountConnect');
    for (const secret of [AK, SK]) expect(row!.text).not.toContain(secret);
  });

  it('is connected by the owner at an official endpoint only', async () => {
    const input = { system: 'HUAWEI_BSS', accessKeyId: 'AK', secretAccessKey: 'SK' };
    expect(
      await stage.owner.refused('upstreamAccountConnect', {
        ...input,
        endpoint: stage.upstream.url,
      }),
    ).toEqual(['ENDPOINT_NOT_ALLOWED']);
    expect(await stage.owner.refused('upstreamAccountConnect', input)).toEqual([
      'UPSTREAM_ACCOUNT_EXISTS',
    ]);
    expect(
      await stage.owner.refused('upstreamAccountConnect', { ...input, system: 'KOOGALLERY' }),
    ).toEqual(['SYSTEM_OF_OTHER_SIDE']);
    expect(await stage.operator.refused('upstreamAccountConnect', input)).toEqual([
      'ORGANIZATION_REQUIRED',
    ]);
  });

  it('is rejected with its credentials, and connected again by new ones', async () => {
    stage.theirs.secretAccessKey = 'another';
    await stage.syncNow();
    expect(await account('status rejectionCode')).toMatchObject({ status: 'REJECTED' });
    const { notifications } = await stage.owner.ask(
      '{ notifications(first: 5) { nodes { subjectType event } } }',
    );
    expect(notifications.nodes).toContainEqual({ subjectType: 'UpstreamAccount', event: 'reject' });
    const calls = stage.upstream.requests.length;
    stage.world.clock.advance(3_600_000);
    await stage.sync();
    expect(stage.upstream.requests).toHaveLength(calls);
    await stage.owner.mutate('upstreamAccountRotate', {
      id: stage.accountId,
      accessKeyId: AK,
      secretAccessKey: 'another',
    });
    await stage.sync();
    expect(await account('status rejectedAt')).toEqual({ status: 'CONNECTED', rejectedAt: null });
    expect(await stage.feed('status failures')).toEqual({ status: 'OK', failures: 0 });
  });

  it('is called no more when it is removed', async () => {
    const spare = await setStage('removed', [subCustomer('x')]);
    try {
      await spare.owner.mutate('upstreamAccountRemove', { id: spare.accountId });
      await spare.sync();
      expect(spare.upstream.requests).toEqual([]);
    } finally {
      await spare.close();
    }
  });
});

describe('a malformed row', () => {
  const quarantined = async () =>
    (
      await stage.owner.ask(
        '{ quarantinedRows(first: 9, filter: { status: [OPEN] }) { nodes { id rowKey problemCode problemPath } } }',
      )
    ).quarantinedRows.nodes;

  it('spoils only itself, and is one entry however often it is read', async () => {
    await stage.syncNow();
    const rows = await quarantined();
    expect(
      rows
        .map(({ id, ...row }: any) => row)
        .sort((a: any, b: any) => a.rowKey.localeCompare(b.rowKey)),
    ).toEqual([
      { rowKey: 'late', problemCode: 'IN_THE_FUTURE', problemPath: 'associated_on' },
      { rowKey: 'odd', problemCode: 'UNKNOWN_CODE', problemPath: 'association_type' },
    ]);
    expect(await stage.world.rows(sql`select upstream_id from customer`)).toEqual([
      { upstream_id: 'good' },
    ]);
  });

  it('is corrected and applied, or refused again with its problem', async () => {
    const { id } = (await quarantined()).find(({ rowKey }: any) => rowKey === 'odd');
    expect(await stage.owner.refused('quarantinedRowRetry', { id })).toEqual(['ROW_STILL_REFUSED']);
    expect(await stage.owner.refused('quarantinedRowRetry', { id, text: '{' })).toEqual([
      'INVALID_JSON',
    ]);
    await stage.owner.mutate('quarantinedRowRetry', {
      id,
      text: JSON.stringify(subCustomer('odd')),
    });
    expect(
      await stage.world.rows(
        sql`select b.status from partner_binding b join customer c on c.id = b.customer_id where upstream_id = 'odd'`,
      ),
    ).toEqual([{ status: 'BOUND' }]);
  });

  it('is healed by the upstream', async () => {
    stage.theirCustomer('late').associated_on = '2026-02-01T00:00:00Z';
    await stage.syncNow();
    expect((await quarantined()).map(({ rowKey }: any) => rowKey)).toEqual([]);
  });
});
