import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { listed } from '../discounts/stage.ts';

const world = testWorld('listing');
let seller: Caller;
let partner: Caller;
beforeAll(async () => {
  seller = await world.member(await world.organization('SELLER', '华芯软件'), 'seller.manager');
  partner = await world.member(await partnerOf(world, '云帆科技'), 'csp.manager');
});

/** Templates of each kind as the business rules state them (domain §3.4); '' is a listing without one. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  SAAS: ['', 'STANDARD'],
  IMAGE: [''],
  API: [''],
  CONTAINER: [''],
  DATA_ASSET: [''],
  AI_ASSET: [''],
  LICENSE: ['LICENSE_CODE', 'LICENSE_ID', 'LICENSE_PACKAGE'],
  MANUAL_SERVICE: ['STANDARD', 'WEBSITE'],
  HARDWARE: ['HARDWARE'],
  CONSULTING: [''],
};
const TEMPLATES = [...new Set(Object.values(ALLOWED).flat())];

const SPECIFICATIONS = [{ code: 'A', name: 'A', listPrice: '10', period: 'ONE_OFF' }];
const form = (productType: string, changes: object = {}) => ({
  name: `上架 ${productType}`,
  saleModel: 'COMMON',
  productType,
  maxShareRatio: '0.3',
  standardShareRatio: '0.2',
  ...(productType === 'CONSULTING'
    ? { leadUrl: 'https://seller.example.com/advice', specifications: [] }
    : { specifications: SPECIFICATIONS }),
  ...changes,
});
const withTemplate = (template: string) =>
  template ? { supervisionTemplate: template, averageDeliveryDays: 7 } : {};

async function faults(productType: string, changes: object): Promise<string[]> {
  const { productPublish } = await seller.ask(
    `mutation($input: ProductPublishInput!) { productPublish(input: $input, idempotencyKey: "faults", validateOnly: true) { userErrors { code field } } }`,
    { input: form(productType, changes) },
  );
  return productPublish.userErrors
    .map(({ code, field }: { code: string; field: string[] }) => `${field.join('.')}: ${code}`)
    .sort();
}

describe('a listing', () => {
  it.each(Object.keys(ALLOWED))(
    'of %s has the templates of its kind and no other',
    async (type) => {
      for (const template of TEMPLATES) {
        const codes = await seller.refused(
          'productPublish',
          form(type, { ...withTemplate(template), name: `${type} ${template || '即时'}` }),
        );
        const allowed = ALLOWED[type]!.includes(template);
        const code = template ? 'TEMPLATE_NOT_ALLOWED' : 'TEMPLATE_REQUIRED';
        expect([template, codes]).toEqual([template, allowed ? [] : [code]]);
      }
    },
  );

  it('has an average delivery time with a template, and none without', async () => {
    expect(await faults('LICENSE', { supervisionTemplate: 'LICENSE_ID' })).toEqual([
      'averageDeliveryDays: DELIVERY_TIME_REQUIRED',
    ]);
    expect(await faults('SAAS', { averageDeliveryDays: 7 })).toEqual([
      'averageDeliveryDays: DELIVERY_TIME_NOT_ALLOWED',
    ]);
    for (const averageDeliveryDays of [0, 366]) {
      expect(
        await faults('LICENSE', { supervisionTemplate: 'LICENSE_ID', averageDeliveryDays }),
      ).toEqual(['averageDeliveryDays: OUT_OF_RANGE']);
    }
    const { productId } = await listed(seller, '离线交付', withTemplate('STANDARD'));
    await partner.sees(productId, {
      supervisionTemplate: 'STANDARD',
      averageDeliveryDays: 7,
      leadUrl: null,
    });
  });

  it("of consulting leads to its seller's page and has no specification", async () => {
    expect(await faults('CONSULTING', { specifications: SPECIFICATIONS, leadUrl: null })).toEqual([
      'leadUrl: LEAD_URL_REQUIRED',
      'specifications: SPECIFICATION_NOT_ALLOWED',
    ]);
    for (const leadUrl of [
      'http://seller.example.com',
      'https://seller.example.com@evil.example',
      'javascript:alert(1)',
      'https://localhost/x',
    ]) {
      expect(await faults('CONSULTING', { leadUrl })).toEqual(['leadUrl: INVALID_FORMAT']);
    }
    expect(await faults('SAAS', { leadUrl: 'https://seller.example.com' })).toEqual([
      'leadUrl: LEAD_URL_NOT_ALLOWED',
    ]);
    expect(await faults('SAAS', { specifications: [] })).toEqual(['specifications: BLANK']);
    const { productId } = await listed(seller, '出海咨询', { productType: 'CONSULTING' });
    await partner.sees(productId, {
      leadUrl: 'https://seller.example.com/advice',
      specifications: [],
    });
  });

  it('has its rules in the API, so that a form follows them', async () => {
    const { productTypeRules } = await seller.ask(
      '{ productTypeRules { productType templates templateRequired isSold } }',
    );
    expect(productTypeRules).toEqual(
      Object.entries(ALLOWED).map(([productType, words]) => ({
        productType,
        templates: words.filter((word) => word),
        templateRequired: !words.includes(''),
        isSold: productType !== 'CONSULTING',
      })),
    );
  });

  it('that breaks a rule is refused by the database, too', async () => {
    const { productId } = await listed(seller, '直写', { productType: 'LICENSE' });
    const set = (change: string) =>
      world.rows(sql`update product set ${sql.raw(change)} where id = ${productId.slice(4)}`);
    for (const [change, constraint] of [
      ['supervision_template = null, average_delivery_days = null', 'product_template'],
      [`supervision_template = 'STANDARD'`, 'product_template'],
      [`product_type = 'API'`, 'product_template'],
      ['average_delivery_days = null', 'product_delivery'],
      ['average_delivery_days = 0', 'product_delivery'],
      [`lead_url = 'https://seller.example.com'`, 'product_lead'],
    ] as const) {
      await expect(set(change)).rejects.toThrow(constraint);
    }
  });
});
