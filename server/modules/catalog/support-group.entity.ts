import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { OrganizationEntity } from '../identity/index.ts';
import { productParties } from './product-parties.ts';

export const SUPPORT_CONTENTS = [
  'PRODUCT_QUESTIONS',
  'OPERATION_GUIDANCE',
  'RUN_AND_MAINTENANCE',
  'ON_SITE_AND_EMERGENCY',
  'PERIODIC_MAINTENANCE',
] as const;
export type SupportContent = (typeof SUPPORT_CONTENTS)[number];

/** Contact of a seller for support after the sale, which its products name (domain §3 item 9). */
export const SupportGroupEntity = aggregate({
  name: 'SupportGroup',
  parties: productParties,
  properties: {
    ...p.record(),
    sellerId: () => p.ref(OrganizationEntity),
    name: p.text(),
    content: p.array<SupportContent>().columnType('text[]'),
    hours: p.text(),
    phone: p.text(),
    mail: p.text(),
    version: p.version(),
  },
  checks: [
    {
      name: 'support_group_content',
      expression: `cardinality(content) > 0 and content <@ array[${SUPPORT_CONTENTS.map((content) => `'${content}'`).join(', ')}]::text[]`,
    },
  ],
  uniques: [{ name: 'support_group_seller_name', properties: ['sellerId', 'name'] }],
  indexes: [
    { name: 'support_group_oldest', properties: ['createdAt', 'id'] },
    { name: 'support_group_of_seller', properties: ['sellerId', 'createdAt', 'id'] },
    { name: 'support_group_changed', properties: ['updatedAt', 'id'] },
    { name: 'support_group_changed_of_seller', properties: ['sellerId', 'updatedAt', 'id'] },
  ],
});
export type SupportGroup = InferEntity<typeof SupportGroupEntity>;
