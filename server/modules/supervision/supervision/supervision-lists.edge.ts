import { extend, relation } from '../../../platform/read/declare.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { order, orderLine } from '../../orders/index.ts';
import { appeal } from '../appeal/appeal.read.ts';
import { supervision } from './supervision.read.ts';

/** Supervisions and appeals of orders in the viewer's scope. */
export const supervisionLists = [
  extend(order, {
    relations: {
      supervisions: relation.page(
        () => supervision,
        'orderId',
        'Supervised deliveries of the order (服务监管).',
      ),
      appeals: relation.page(() => appeal, 'orderId', 'Appeals about the order (申诉).'),
    },
  }),
  extend(orderLine, {
    relations: {
      supervisionFlow: relation.chosen(
        () => supervision,
        { among: (s, d) => sql`${s.orderLineId} = ${d.id}` },
        'Supervised delivery of the line; null for a line without supervision.',
      ),
    },
  }),
  extend(supervision, {
    relations: {
      appeals: relation.page(
        () => appeal,
        'supervisionId',
        'Appeals about the delivery, newest first.',
      ),
    },
  }),
];
