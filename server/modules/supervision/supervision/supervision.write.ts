import type { Tx } from '../../../platform/command/types.ts';
import type { Product } from '../../catalog/index.ts';
import type { Order, OrderLine } from '../../orders/index.ts';
import { searchKey } from '../../partners/index.ts';
import { firstNode, hasReview } from './flows.machine.ts';
import type { Supervision } from './supervision.entity.ts';
import { clockRules, supervisionLife } from './supervision.life.ts';
import { promiseOf, startClocks } from './supervision-clocks.ts';
import { appendLog, writeNodes } from './supervision-records.write.ts';

/** Begins the supervision of a paid line whose product has a service-flow template. Runs as the system. */
export async function beginSupervision(
  tx: Tx,
  order: Order,
  line: OrderLine,
  product: Product,
): Promise<Supervision> {
  const template = product.supervisionTemplate!;
  const node = firstNode(template);
  const paidAt = order.paidAt!;
  const row = {
    id: tx.newId(),
    status: node,
    orderId: order.id,
    orderLineId: line.id,
    partnerId: line.partnerId ?? null,
    sellerId: line.sellerId,
    customerId: line.customerId,
    productId: line.productId,
    orderNumber: order.number,
    customerName: order.customerName,
    productName: line.productName,
    specificationName: line.specificationName,
    quantity: line.quantity,
    dealMinor: line.dealMinor,
    cashMinor: line.cashMinor,
    searchKey: searchKey(order.number, order.customerName, line.productName),
    template,
    isReviewed: hasReview(template) && order.program != null,
    paidAt,
    promisedDays: product.averageDeliveryDays ?? null,
    deliverBy: promiseOf(paidAt, product.averageDeliveryDays ?? null),
  } as Supervision;
  startClocks(row, node, tx.now, await clockRules(tx));
  // The columns that the clocks leave out have their defaults.
  const begun = await tx.begin(supervisionLife, row, 'begin');
  writeNodes(tx, begun);
  appendLog(tx, begun, { event: 'begin', from: null, to: node, by: tx.viewer });
  return begun;
}
