import { extend, relation } from '../../../platform/read/declare.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { jointSalesAuthorization } from '../../authorizations/index.ts';
import { customerDemand } from '../../demands/index.ts';
import { exclusiveDiscount } from '../../discounts/index.ts';
import { job } from './job.read.ts';

const decisions = {
  pendingDecision: relation.one<'id'>(
    () => job,
    (d, v) => sql`(select r.job_id from job_row r where r.subject_id = ${d.id}
      and r.held and r.outcome = 'WAITING' and r.tenant_id = ${v.tenantId} limit 1)`,
    'Job of a decision that can still be undone; null for the other sides.',
  ),
};

/** Shows on the decided object that a decision exists and can still be undone. */
export const pendingDecisions = [
  extend(jointSalesAuthorization, { relations: decisions }),
  extend(exclusiveDiscount, { relations: decisions }),
  extend(customerDemand, { relations: decisions }),
];
