import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { type Stage, setStage } from '../api/integrations/stage.ts';
import { subCustomer } from '../kit/upstream/index.ts';

// A row that the upstream sent and the product could not read was corrected by its partner. The correction counted as the
// word of the upstream: it bound any company to the partner, replaced the contact that proves the consent of a customer,
// and reported paid orders.

let stage: Stage;

beforeAll(async () => {
  stage = await setStage('forged rows', [
    { ...subCustomer('odd'), association_type: '9' } as ReturnType<typeof subCustomer>,
  ]);
});
afterAll(() => stage?.close());

const openRow = async (): Promise<{ id: string; raw: string }> => {
  const { quarantinedRows } = await stage.owner.ask(
    '{ quarantinedRows(first: 9, filter: { status: [OPEN] }) { nodes { id raw } } }',
  );
  return quarantinedRows.nodes[0];
};

it('a partner applies a row as it was received, and only operations correct it', async () => {
  const { world, owner, operator } = stage;
  await stage.syncNow();
  const { id, raw } = await openRow();
  const victim = await customerOf(world, '东方制造', [await partnerOf(world, '另一服务商')]);
  const read = async () =>
    (
      await world.rows<{ account: string; mail: string; bound: boolean }>(sql`
        select cloud_account as account, contact_mail as mail,
          exists (select from partner_binding b where b.customer_id = c.id) as bound
        from customer c where id = ${victim.slice(4)}`)
    )[0]!;
  const before = await read();
  const forged = {
    ...subCustomer('forged'),
    account_name: before.account,
    email: 'me@yunfan.example',
  };
  const text = JSON.stringify(forged);
  const refusal = await owner.refused('quarantinedRowRetry', { id, text });
  expect(await read()).toEqual(before);
  expect(refusal).toEqual(['ROW_AS_RECEIVED']);
  await owner.cannot('quarantinedRowRetry', { id }, 'ROW_STILL_REFUSED');
  const corrected = { ...JSON.parse(raw), association_type: '1' };
  await operator.mutate('quarantinedRowRetry', { id, text: JSON.stringify(corrected) });
});
