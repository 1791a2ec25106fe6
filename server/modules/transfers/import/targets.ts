import { enumType } from '../../../platform/schema/types.ts';
import { customersTarget } from './customers.target.ts';
import { discountsTarget } from './discounts.target.ts';
import type { ImportTarget } from './import-target.ts';

export const ImportTargetEnum = enumType('ImportTarget', 'Objects that the rows of a file make.', {
  CUSTOMERS: 'Customers to invite or to pre-register (邀请或报备客户).',
  DISCOUNTS: 'Drafts of exclusive discounts (专属优惠草稿).',
});
export type ImportTargetName = keyof typeof ImportTargetEnum;

export const importTargets: Readonly<Record<ImportTargetName, ImportTarget>> = {
  CUSTOMERS: customersTarget,
  DISCOUNTS: discountsTarget,
};
