import {
  addCustomerSalesSql,
  addManagerSalesSql,
  addSpansSql,
  fillSellerOrdersSql,
  spansOf,
} from '../../modules/orders/index.ts';
import { type ScaleFacts, type Step, step } from './step.ts';

/** Runs steps on the order lines with the summing triggers off, then sums all lines at once. */
export const summed = ({ sizes }: ScaleFacts, lines: readonly Step[]): Step[] => [
  step('sales', 0, 'alter table order_line disable trigger user'),
  ...lines,
  step('sales', 3 * sizes.orders, addSpansSql(spansOf('order_line l'))),
  step('sales', 2 * sizes.orders, fillSellerOrdersSql),
  step('sales', sizes.orders, addCustomerSalesSql('(select *, 1 as factor from order_line)')),
  step('sales', sizes.orders, addManagerSalesSql('(select *, 1 as factor from order_line)')),
  step('sales', 0, 'alter table order_line enable trigger user'),
];
