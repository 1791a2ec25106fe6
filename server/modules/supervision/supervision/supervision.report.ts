import { NOW } from '../../../platform/db/tenancy.ts';
import { measure } from '../../../platform/read/measures.ts';
import { report } from '../../../platform/read/report/declare.ts';
import { dimension } from '../../../platform/read/report/dimensions.ts';
import { ActingSideEnum } from '../../../platform/schema/acting-side.ts';
import { enumType } from '../../../platform/schema/types.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { product, SupervisionTemplateEnum } from '../../catalog/index.ts';
import { organization } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import { supervision } from './supervision.read.ts';
import { SupervisionStatusEnum } from './supervision.type.ts';

const AgeEnum = enumType('SupervisionAge', "Time since the current node's clock began.", {
  UNDER_1_DAY: 'Less than one day (1 天内).',
  UNDER_3_DAYS: 'One to three days (1–3 天).',
  UNDER_5_DAYS: 'Three to five days (3–5 天).',
  OVER_5_DAYS: 'Five days or more (5 天以上).',
});

/** The time to which the clocks of a delivery have run. */
const reached = (d: Columns<'pausedAt'>): Sql => sql`coalesce(${d.pausedAt}, ${sql.raw(NOW)})`;

/** Supervised deliveries by age of their node, and how many were delivered in time (domain §7). */
export const supervisionReport = report({
  name: 'supervisionReport',
  description: 'Supervised deliveries (服务监管) by state, age, template and parties.',
  over: supervision,
  time: 'paidAt',
  dimensions: {
    status: dimension.column('status', SupervisionStatusEnum, 'State.'),
    template: dimension.column('template', SupervisionTemplateEnum, 'Service-flow template.'),
    actsSide: dimension.column('actor', ActingSideEnum, 'Side in turn.'),
    age: {
      description:
        "Age of the current node's clock; null while frozen and after the end (停留时长).",
      type: () => AgeEnum,
      value: (d) => sql`case when ${d.actor} is null then null
        when ${d.clockSince} > ${reached(d)} - interval '1 day' then 'UNDER_1_DAY'
        when ${d.clockSince} > ${reached(d)} - interval '3 days' then 'UNDER_3_DAYS'
        when ${d.clockSince} > ${reached(d)} - interval '5 days' then 'UNDER_5_DAYS' else 'OVER_5_DAYS' end`,
    },
    seller: dimension.refersTo(() => organization, 'sellerId', 'Seller.'),
    partner: dimension.refersTo(() => partner, 'partnerId', 'Partner of the order.'),
    product: dimension.refersTo(() => product, 'productId', 'Product.'),
  },
  filters: ['status', 'template', 'sellerId', 'partnerId', 'productId', 'completedWithin'],
  sums: ['dealPrice', 'cash'],
  measures: {
    supervisionCount: measure.count('Number of supervised deliveries.'),
    deliveredCount: measure.count<'deliveredAt'>(
      'Number that are delivered: waiting for review or acceptance, or accepted.',
      (d) => sql`(${d.deliveredAt} is not null)::int`,
    ),
    onTimeCount: measure.count<'deliveredAt' | 'isOverdue'>(
      'Number that were delivered within the promised time (按时交付).',
      (d) => sql`(${d.deliveredAt} is not null and not ${d.isOverdue})::int`,
    ),
    overdueCount: measure.count<'isOverdue'>(
      'Number whose promised time passed before the delivery.',
      (d) => sql`${d.isOverdue}::int`,
    ),
    rejectionCount: measure.count('Number of rejected acceptances.', 'rejectionCount'),
  },
});
