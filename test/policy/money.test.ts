import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { money } from '../../server/platform/money.ts';
import { openTenants, type TenantWorld } from './fixtures/tenants.ts';

/** Rows of one type that each caller reads. */
const ROWS = 5;
const AMOUNT = /^-?(0|[1-9]\d*)\.\d{2}$/;

/** Types without a table: code computes their amounts, or a report sums them. */
const WITHOUT_TABLE = [
  'AppealEffect',
  'BillRunPreview',
  'BillRunPreviewPartner',
  'BillTieOut',
  'BillingReportRow',
  'BulkWorth',
  'Change',
  'CheckoutItem',
  'CoverageLapse',
  'CustomerBusiness',
  'DemandReportRow',
  'Derivation',
  'DiscountReportRow',
  'ExclusiveDiscountQuote',
  'ExclusiveDiscountQuoteLine',
  'InvoiceListLine',
  'LedgerReportRow',
  'LineSettlement',
  'OpenOrderGroup',
  'OrderQuote',
  'OrderQuoteLine',
  'PaymentAuthorizationReportRow',
  'PriceRule',
  'ProductCoverage',
  'SalesReportRow',
  'SettlementForecast',
  'SettlementForecastGroup',
  'SettlementReportRow',
  'SpecificationCoverage',
  'SupervisionReportRow',
];
/** Amounts that no seeded row has: the dispute is open and names no amount, and a mean needs three bills. */
const UNSET = [
  'Appeal.refund',
  'LineDispute.expectedAmount',
  'LineDispute.adjustmentAmount',
  'BillRunPartner.usual',
];

let tenants: TenantWorld;
beforeAll(async () => {
  tenants = await openTenants();
});
afterAll(() => tenants?.close());

/** Fields of a type that contain an amount or the currency of amounts. */
const moneyOf = (type: GraphQLObjectType): { name: string; isAmount: boolean }[] =>
  Object.values(type.getFields()).flatMap(({ name, type: of }) => {
    const named = getNamedType(of).name;
    return named === 'Money' || named === 'Currency' ? [{ name, isAmount: named === 'Money' }] : [];
  });

describe('every amount of the schema', () => {
  it('is in the currency of the site, exact to two decimals, for every caller', async () => {
    const { domain } = tenants.world;
    const found = new Set<string>();
    const wrong: string[] = [];
    const types = Object.values(domain.schema.getTypeMap()).filter(isObjectType);
    const models = [...domain.models.values()];
    // totals.test.ts proves the sums.
    const sums = new Set(models.map(({ name }) => `${name}Totals`));
    const withMoney = types.filter(
      (type) => type.name !== 'Money' && !sums.has(type.name) && moneyOf(type).length > 0,
    );
    const modelOf = ({ name }: GraphQLObjectType) => models.find((model) => model.name === name);

    for (const type of withMoney) {
      const model = modelOf(type);
      if (!model) continue;
      const fields = moneyOf(type);
      const selection = fields
        .map(({ name, isAmount }) => (isAmount ? `${name} { amount currency }` : name))
        .join(' ');
      for (const { name: caller, caller: api, viewer } of tenants.callers) {
        if (!viewer) continue;
        for (const { id } of tenants.canaries.visible(model.reads.spec.id, viewer).slice(0, ROWS)) {
          const { node } = await api.ask(
            `{ node(id: "${id}") { ... on ${type.name} { ${selection} } } }`,
          );
          for (const { name, isAmount } of fields) {
            const value = node[name];
            if (value === null) continue;
            found.add(`${type.name}.${name}`);
            const currency = isAmount ? value.currency : value;
            if (currency !== money.currency || (isAmount && !AMOUNT.test(value.amount)))
              wrong.push(`${caller} ${type.name}.${name}: ${JSON.stringify(value)}`);
          }
        }
      }
    }

    expect(wrong).toEqual([]);
    const others = withMoney.filter((type) => !modelOf(type)).map(({ name }) => name);
    expect(others.sort()).toEqual(WITHOUT_TABLE);
    const never = withMoney
      .filter(modelOf)
      .flatMap((type) => moneyOf(type).map(({ name }) => `${type.name}.${name}`))
      .filter((field) => !found.has(field));
    expect(never).toEqual(UNSET);
  });
});
