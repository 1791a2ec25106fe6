import { describe, expect, it } from '@jest/globals';
import {
  emptyListing,
  type Listing,
  listingSchema,
  publishInput,
  type TypeRule,
} from './listing.ts';

const rules: TypeRule[] = [
  { productType: 'SAAS', templates: ['STANDARD'], templateRequired: false, isSold: true },
  { productType: 'LICENSE', templates: ['LICENSE_ID'], templateRequired: true, isSold: true },
  { productType: 'CONSULTING', templates: [], templateRequired: false, isSold: false },
];
const good: Listing = {
  ...emptyListing(),
  name: ' 星云 ',
  maxShareRatio: '0.3',
  standardShareRatio: '0.2',
  specifications: [{ code: ' A ', name: 'A', period: 'YEAR', listPrice: '10' }],
};
const faults = (changes: Partial<Listing>, namesSeller = false) => {
  const parsed = listingSchema(rules, namesSeller).safeParse({ ...good, ...changes });
  return parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
};

describe('the form of a listing', () => {
  it('asks for the fields of the kind of product', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ productType: 'LICENSE' })).toEqual([
      'supervisionTemplate: error.TEMPLATE_REQUIRED',
    ]);
    expect(faults({ supervisionTemplate: 'STANDARD' })).toEqual([
      'averageDeliveryDays: error.DELIVERY_TIME_REQUIRED',
    ]);
    expect(faults({ productType: 'CONSULTING' })).toEqual(['leadUrl: error.LEAD_URL_REQUIRED']);
    expect(faults({ productType: 'CONSULTING', leadUrl: 'http://a.example' })).toEqual([
      'leadUrl: ui.product.leadShape',
    ]);
  });

  it('refuses a usual share above the largest, equal codes and empty prices', () => {
    expect(faults({ standardShareRatio: '0.31' })).toEqual([
      'standardShareRatio: ui.product.shareAboveMost',
    ]);
    const [one] = good.specifications as [Listing['specifications'][number]];
    expect(faults({ specifications: [one, { ...one, code: 'A', listPrice: '' }] })).toEqual([
      'specifications.1.listPrice: ui.form.required',
      'specifications.1.code: error.DUPLICATE_CODE',
    ]);
  });

  it("needs a seller from an operator, except for the marketplace's products", () => {
    expect(faults({}, true)).toEqual(['sellerId: ui.form.required']);
    expect(faults({ saleModel: 'HUAWEI' }, true)).toEqual([]);
  });

  it('sends only the facts that the kind of product has', () => {
    expect(publishInput(good, rules[0]!)).toMatchObject({
      name: '星云',
      floorPayRate: null,
      averageDeliveryDays: null,
      leadUrl: null,
      specifications: [{ code: 'A', name: 'A', period: 'YEAR', listPrice: '10' }],
    });
    expect(
      publishInput({ ...good, productType: 'CONSULTING', leadUrl: 'https://a.example' }, rules[2]!),
    ).toMatchObject({
      maxShareRatio: '0',
      standardShareRatio: '0',
      leadUrl: 'https://a.example',
      specifications: [],
    });
  });
});
