import type { ValueRoot } from '../../../platform/read/declare.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { currentTerms, TERMS_FAMILIES } from './support-terms.ts';
import { SupportTermsType } from './support-terms.type.ts';

const TERMS = TERMS_FAMILIES.map((family) => ({ family, ...currentTerms(family) }));

/** Terms in force, which an order page shows before the customer accepts them. */
export const supportTermsRoot: ValueRoot = {
  name: 'supportTerms',
  description: 'Support terms in force, one for each family of products (服务支持条款).',
  type: () => [SupportTermsType],
  roles: Role.of('customer', 'partner', 'seller', 'operator'),
  value: () => sql`${sql.literal(JSON.stringify(TERMS))}::json`,
};
