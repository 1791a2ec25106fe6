import Big from 'big.js';
import { z } from 'zod/mini';
import type {
  ChargePeriod,
  ProductType,
  SaleModel,
  SupervisionTemplate,
} from '../../../gql/graphql.ts';

/** Rules of the listing of one kind of product, from the server. */
export interface TypeRule {
  productType: ProductType;
  templates: readonly SupervisionTemplate[];
  templateRequired: boolean;
  isSold: boolean;
}

export interface SpecificationValues {
  code: string;
  skuCode?: string;
  name: string;
  period: ChargePeriod;
  /** CNY in major units. */
  listPrice: string;
}

/** The form of a listing. Rates are fractions as decimal strings; '' is empty. */
export interface Listing {
  sellerId: string | null;
  name: string;
  saleModel: SaleModel;
  productType: ProductType;
  supervisionTemplate: SupervisionTemplate | '';
  averageDeliveryDays: number | null;
  leadUrl: string;
  maxShareRatio: string;
  standardShareRatio: string;
  floorPayRate: string;
  specifications: SpecificationValues[];
}

export const PERIODS = ['MONTH', 'YEAR', 'ONE_OFF', 'ON_DEMAND'] as const;

export const emptySpecification = (): SpecificationValues => ({
  code: '',
  skuCode: '',
  name: '',
  period: 'YEAR',
  listPrice: '',
});

export const emptyListing = (): Listing => ({
  sellerId: null,
  name: '',
  saleModel: 'COMMON',
  productType: 'SAAS',
  supervisionTemplate: '',
  averageDeliveryDays: null,
  leadUrl: '',
  maxShareRatio: '',
  standardShareRatio: '',
  floorPayRate: '',
  specifications: [emptySpecification()],
});

export const ruleOf = (rules: readonly TypeRule[], type: ProductType): TypeRule =>
  rules.find(({ productType }) => productType === type) ?? {
    productType: type,
    templates: [],
    templateRequired: false,
    isSold: true,
  };

/** Faults of the values by path: requirements of the kind of product. */
function faultsOf(v: Listing, rule: TypeRule): [path: (string | number)[], message: string][] {
  const faults: [(string | number)[], string][] = [];
  const need = (path: (string | number)[], value: unknown, message = 'ui.form.required') => {
    if (value === '' || value === null) faults.push([path, message]);
  };
  if (rule.templateRequired)
    need(['supervisionTemplate'], v.supervisionTemplate, 'error.TEMPLATE_REQUIRED');
  if (v.supervisionTemplate)
    need(['averageDeliveryDays'], v.averageDeliveryDays, 'error.DELIVERY_TIME_REQUIRED');
  if (!rule.isSold) {
    need(['leadUrl'], v.leadUrl.trim(), 'error.LEAD_URL_REQUIRED');
    if (v.leadUrl.trim() && !/^https:\/\//i.test(v.leadUrl.trim()))
      faults.push([['leadUrl'], 'ui.product.leadShape']);
    return faults;
  }
  need(['maxShareRatio'], v.maxShareRatio);
  need(['standardShareRatio'], v.standardShareRatio);
  if (v.maxShareRatio && v.standardShareRatio && new Big(v.standardShareRatio).gt(v.maxShareRatio))
    faults.push([['standardShareRatio'], 'ui.product.shareAboveMost']);
  for (const [i, one] of v.specifications.entries()) {
    const code = one.code.trim();
    need(['specifications', i, 'code'], code);
    need(['specifications', i, 'name'], one.name.trim());
    need(['specifications', i, 'listPrice'], one.listPrice);
    if (code && v.specifications.findIndex((other) => other.code.trim() === code) !== i)
      faults.push([['specifications', i, 'code'], 'error.DUPLICATE_CODE']);
  }
  return faults;
}

const shape = z.object({
  sellerId: z.nullable(z.string()),
  name: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  saleModel: z.enum(['COMMON', 'JOINT_OPERATION', 'HUAWEI']),
  productType: z.string(),
  supervisionTemplate: z.string(),
  averageDeliveryDays: z.nullable(z.number()),
  leadUrl: z.string(),
  maxShareRatio: z.string(),
  standardShareRatio: z.string(),
  floorPayRate: z.string(),
  specifications: z.array(
    z.object({
      code: z.string(),
      skuCode: z.optional(z.string()),
      name: z.string(),
      period: z.enum(PERIODS),
      listPrice: z.string(),
    }),
  ),
});

/** `namesSeller`: an operator lists for a seller, except the marketplace's own products. */
export const listingSchema = (rules: readonly TypeRule[], namesSeller = false) =>
  shape.check((ctx) => {
    const values = ctx.value as Listing;
    const faults = faultsOf(values, ruleOf(rules, values.productType));
    if (namesSeller && values.saleModel !== 'HUAWEI' && !values.sellerId)
      faults.push([['sellerId'], 'ui.form.required']);
    for (const [path, message] of faults)
      ctx.issues.push({ code: 'custom', input: values, path, message });
  });

/** The facts of a listing as the server takes them; facts that the kind of product lacks are left out. */
export function factsOf(v: Listing, rule: TypeRule) {
  return {
    name: v.name.trim(),
    maxShareRatio: rule.isSold ? v.maxShareRatio : '0',
    standardShareRatio: rule.isSold ? v.standardShareRatio : '0',
    floorPayRate: (rule.isSold && v.floorPayRate) || null,
    supervisionTemplate: (rule.templates.length > 0 && v.supervisionTemplate) || null,
    averageDeliveryDays: v.supervisionTemplate ? v.averageDeliveryDays : null,
    leadUrl: rule.isSold ? null : v.leadUrl.trim(),
  };
}

export const publishInput = (v: Listing, rule: TypeRule) => ({
  ...factsOf(v, rule),
  sellerId: v.saleModel === 'HUAWEI' ? null : v.sellerId,
  saleModel: v.saleModel,
  productType: v.productType,
  specifications: rule.isSold
    ? v.specifications.map(({ code, skuCode, name, period, listPrice }) => ({
        ...(skuCode?.trim() && { skuCode: skuCode.trim() }),
        code: code.trim(),
        name: name.trim(),
        period,
        listPrice,
      }))
    : [],
});
