import type { ValueRoot } from '../../platform/read/declare.ts';
import { sql } from '../../platform/sql/sql.ts';
import { Role } from '../../platform/viewer.ts';
import { ProductTypeRuleType } from './product-type-rule.type.ts';
import { PRODUCT_TYPES, TYPE_RULES } from './product-types.ts';

const RULES = PRODUCT_TYPES.map((productType) => {
  const { templates, isTemplateRequired, isSold } = TYPE_RULES[productType];
  return { productType, templates, templateRequired: isTemplateRequired, isSold };
});

/** Rules by which a form of a listing shows its fields. */
export const productTypeRulesRoot: ValueRoot = {
  name: 'productTypeRules',
  description: 'Rules of a listing by the kind of product, in the order of the kinds.',
  type: () => [ProductTypeRuleType],
  roles: Role.of('partner', 'seller', 'operator'),
  value: () => sql`${sql.literal(JSON.stringify(RULES))}::json`,
};
