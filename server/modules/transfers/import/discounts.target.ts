import Big from 'big.js';
import { calendar } from '../../../platform/calendar.ts';
import { globalId } from '../../../platform/ids.ts';
import { product, specification } from '../../catalog/index.ts';
import { customer } from '../../customers/index.ts';
import { knownCustomer } from './customer-cells.read.ts';
import { goodsIn } from './discount-cells.read.ts';
import { CellRefusal, type Cells, dayIn, type ImportTarget, required } from './import-target.ts';

const FIELDS: Readonly<Record<string, string>> = {
  name: 'name',
  customerId: 'customer',
  productId: 'product',
  lines: 'payRate',
  validFrom: 'validFrom',
  validUntil: 'validUntil',
  note: 'note',
};

/** Drafts of exclusive discounts with one specification each. */
export const discountsTarget: ImportTarget = {
  name: 'DISCOUNTS',
  roles: ['csp.owner', 'csp.manager', 'csp.rep'],
  columns: [
    { key: 'name', required: true, example: '云启年度优惠', aliases: ['名称'] },
    {
      key: 'customer',
      required: true,
      example: 'yunqi_tech',
      aliases: ['账号', '云账号', 'account'],
    },
    { key: 'product', required: true, example: '云桌面', aliases: ['商品名称'] },
    { key: 'specification', required: true, example: 'STD-1', aliases: ['规格', 'code'] },
    { key: 'payRate', required: false, example: '85%', aliases: ['折扣'] },
    { key: 'netPrice', required: false, example: '', aliases: ['价格'] },
    { key: 'validFrom', required: true, example: '2027-01-01', aliases: ['开始日期'] },
    { key: 'validUntil', required: true, example: '2027-12-31', aliases: ['结束日期'] },
    { key: 'note', required: false, example: '', aliases: ['说明'] },
  ],
  keyOf: (cells) =>
    ['name', 'customer', 'product', 'specification', 'validFrom', 'validUntil']
      .map((column) => (cells[column] ?? '').toLowerCase())
      .join('\n'),
  labelOf: ({ name, customer: account }) => [name, account].filter(Boolean).join(' · '),
  async commandOf(tx, cells) {
    const name = required(cells, 'name');
    const price = priceIn(cells);
    const [from, last] = [dayIn(cells, 'validFrom'), dayIn(cells, 'validUntil')];
    const buyer = await knownCustomer(tx, { account: required(cells, 'customer') });
    if (!buyer) throw new CellRefusal('NOT_FOUND', 'customer');
    const goods = await goodsIn(tx, required(cells, 'product'), required(cells, 'specification'));
    return {
      command: 'exclusiveDiscountCreate',
      input: {
        name,
        customerId: globalId(customer.spec.id, buyer.id),
        productId: globalId(product.spec.id, goods.productId),
        lines: [{ specificationId: globalId(specification.spec.id, goods.id), ...price }],
        validFrom: calendar.instantAt(from),
        validUntil: calendar.instantAt(calendar.plusDays(last, 1)),
        ...(cells.note && { note: cells.note }),
      },
    };
  },
  columnOf: (field) => FIELDS[field] ?? FIELDS[field.split('.')[0] ?? ''] ?? null,
};

/** A pay rate such as "85%", "8.5折" or "0.85", or else a net price. */
function priceIn(cells: Cells): { payRate: string } | { netPrice: string } {
  const { payRate: rate = '', netPrice: price = '' } = cells;
  if (rate && price) throw new CellRefusal('RATE_OR_PRICE', 'payRate');
  if (!rate && !price) throw new CellRefusal('BLANK', 'payRate');
  if (price) return { netPrice: price.replace(/[,，¥￥\s]/g, '') };
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*(%|％|折)?$/.exec(rate) ?? [];
  if (digits === undefined) throw new CellRefusal('INVALID_FORMAT', 'payRate');
  const over = unit === '折' ? 10 : unit ? 100 : 1;
  return { payRate: new Big(digits).div(over).toFixed() };
}
