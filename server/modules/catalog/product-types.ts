import type { ReasonCode } from '../../platform/reasons.ts';

export const PRODUCT_TYPES = [
  'SAAS',
  'IMAGE',
  'API',
  'CONTAINER',
  'DATA_ASSET',
  'AI_ASSET',
  'LICENSE',
  'MANUAL_SERVICE',
  'HARDWARE',
  'CONSULTING',
] as const;
export type ProductType = (typeof PRODUCT_TYPES)[number];

export const SUPERVISION_TEMPLATES = [
  'STANDARD',
  'WEBSITE',
  'LICENSE_CODE',
  'LICENSE_ID',
  'LICENSE_PACKAGE',
  'HARDWARE',
] as const;
export type SupervisionTemplate = (typeof SUPERVISION_TEMPLATES)[number];

interface TypeRule {
  /** Service-flow templates that the type may have (domain §3.4). */
  readonly templates: readonly SupervisionTemplate[];
  readonly isTemplateRequired: boolean;
  /** Whether the marketplace takes orders: a consulting product only links to its seller (domain §3 item 14). */
  readonly isSold: boolean;
}

const required = (...templates: SupervisionTemplate[]): TypeRule => ({
  templates,
  isTemplateRequired: true,
  isSold: true,
});
const INSTANT: TypeRule = { templates: [], isTemplateRequired: false, isSold: true };

/** Rules of the listing of each product type. A SaaS with a template is delivered offline. */
export const TYPE_RULES: Readonly<Record<ProductType, TypeRule>> = {
  SAAS: { ...INSTANT, templates: ['STANDARD'] },
  IMAGE: INSTANT,
  API: INSTANT,
  CONTAINER: INSTANT,
  DATA_ASSET: INSTANT,
  AI_ASSET: INSTANT,
  LICENSE: required('LICENSE_CODE', 'LICENSE_ID', 'LICENSE_PACKAGE'),
  MANUAL_SERVICE: required('STANDARD', 'WEBSITE'),
  HARDWARE: required('HARDWARE'),
  CONSULTING: { ...INSTANT, isSold: false },
};

/** Every allowed pair of type and template as SQL rows; '' is no template. */
export const ALLOWED_TEMPLATES = PRODUCT_TYPES.flatMap((type) => {
  const { templates, isTemplateRequired } = TYPE_RULES[type];
  return [...(isTemplateRequired ? [] : ['']), ...templates].map(
    (word) => `('${type}', '${word}')`,
  );
}).join(', ');

export const MOST_DELIVERY_DAYS = 365;
export const MOST_SPECIFICATIONS = 100;

/** The parts of a listing that depend on the product type. */
export interface Listing {
  readonly productType: ProductType;
  readonly supervisionTemplate?: SupervisionTemplate | null | undefined;
  readonly averageDeliveryDays?: number | null | undefined;
  readonly leadUrl?: string | null | undefined;
}
interface NewListing extends Listing {
  readonly specifications: readonly unknown[];
}

interface ListingRule<L extends Listing> {
  readonly code: ReasonCode;
  readonly field: keyof L & string;
  holds(listing: L): boolean;
}

const has = (value: unknown): boolean => value !== null && value !== undefined;

/** Rules of a listing, each with its code and field. */
export const LISTING_RULES: readonly ListingRule<Listing>[] = [
  {
    code: 'TEMPLATE_REQUIRED',
    field: 'supervisionTemplate',
    holds: ({ productType, supervisionTemplate }) =>
      has(supervisionTemplate) || !TYPE_RULES[productType].isTemplateRequired,
  },
  {
    code: 'TEMPLATE_NOT_ALLOWED',
    field: 'supervisionTemplate',
    holds: ({ productType, supervisionTemplate: template }) =>
      !template || TYPE_RULES[productType].templates.includes(template),
  },
  {
    code: 'DELIVERY_TIME_REQUIRED',
    field: 'averageDeliveryDays',
    holds: ({ supervisionTemplate, averageDeliveryDays }) =>
      has(averageDeliveryDays) || !has(supervisionTemplate),
  },
  {
    code: 'DELIVERY_TIME_NOT_ALLOWED',
    field: 'averageDeliveryDays',
    holds: ({ supervisionTemplate, averageDeliveryDays }) =>
      has(supervisionTemplate) || !has(averageDeliveryDays),
  },
  {
    code: 'LEAD_URL_REQUIRED',
    field: 'leadUrl',
    holds: ({ productType, leadUrl }) => has(leadUrl) || TYPE_RULES[productType].isSold,
  },
  {
    code: 'LEAD_URL_NOT_ALLOWED',
    field: 'leadUrl',
    holds: ({ productType, leadUrl }) => !TYPE_RULES[productType].isSold || !has(leadUrl),
  },
];

/** Rules of a new listing: those of its specifications, too. */
export const NEW_LISTING_RULES: readonly ListingRule<NewListing>[] = [
  ...LISTING_RULES,
  {
    code: 'BLANK',
    field: 'specifications',
    holds: ({ productType, specifications }) =>
      specifications.length > 0 || !TYPE_RULES[productType].isSold,
  },
  {
    code: 'SPECIFICATION_NOT_ALLOWED',
    field: 'specifications',
    holds: ({ productType, specifications }) =>
      TYPE_RULES[productType].isSold || specifications.length === 0,
  },
];
