import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import { trigger } from '../../../platform/db/triggers.ts';
import { purchaserColumns } from './purchaser.ts';

/**
 * Invoicing data of the site (开票资料), in force from an instant on. The table is append-only: a correction is a new
 * row. Partners read the copy on their invoice.
 */
export const InvoicingSettingEntity = aggregate({
  name: 'InvoicingSetting',
  parties: { operator: { also: ALL, roles: ['operator'] } },
  properties: {
    ...p.base(),
    ...purchaserColumns(),
    effectiveFrom: p.instant(),
    setBy: p.text(),
    reason: p.text(),
  },
  indexes: [{ name: 'invoicing_setting_in_force', properties: ['effectiveFrom', 'id'] }],
  triggers: trigger.appendOnly('invoicing_setting', 'invoicing settings'),
});
export type InvoicingSetting = InferEntity<typeof InvoicingSettingEntity>;
