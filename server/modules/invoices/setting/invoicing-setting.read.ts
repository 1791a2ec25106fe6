import type { Tx } from '../../../platform/command/types.ts';
import { NOW } from '../../../platform/db/tenancy.ts';
import { reads } from '../../../platform/read/declare.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { InvoicingSettingEntity } from './invoicing-setting.entity.ts';
import { InvoicingSettingType } from './invoicing-setting.type.ts';
import { purchaserJson } from './purchaser.read.ts';
import { type Purchaser, purchaserOf } from './purchaser.ts';

const inForceAt = (at: Sql): Sql =>
  sql`from ${sql.table(InvoicingSettingEntity)} s where s.effective_from <= ${at} order by s.effective_from desc, s.id desc limit 1`;

/** Whether no invoicing data are in force now. */
export const NO_SETTING_IN_FORCE: Sql = sql`not exists (select 1 ${inForceAt(sql.raw(NOW))})`;

/** All invoicing data that operators have set, past and scheduled ones included. */
export const invoicingSetting = reads(InvoicingSettingType, InvoicingSettingEntity, {
  id: 'ivs',
  unfollowed: 'Settings never change.',
  fields: {
    purchaser: purchaserJson,
    isInForce: (d) => sql`(${d.id} = (select s.id ${inForceAt(sql.raw(NOW))}))`,
  },
  orders: { EFFECTIVE: ['effectiveFrom', 'id'] },
  roots: {
    invoicingSettings: { page: 'Invoicing data that operators have set, the latest start first.' },
  },
});

/** Returns the purchaser in force at an instant; undefined if none is set. The caller must see the settings. */
export async function purchaserInForce(tx: Tx, at: Date): Promise<Purchaser | undefined> {
  const [row] = await tx.find(
    InvoicingSettingEntity,
    (d) => sql`${d.id} = (select s.id ${inForceAt(sql`${at}`)})`,
  );
  return row && purchaserOf(row);
}
