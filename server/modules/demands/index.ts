/**
 * Customer demands (domain §4.2). The module owns the life cycle of a demand: a partner submits it to the seller of a
 * joint-operation product, who receives or rejects it in time. It refuses an expected share above the product's
 * largest, a product of another sale model, and an answer after the deadline.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { discussion } from '../../platform/module/discussion/discussion.ts';
import { demandCommands } from './demand/demand.commands.ts';
import { CustomerDemandEntity } from './demand/demand.entity.ts';
import { demandLife } from './demand/demand.life.ts';
import { DISCUSSED_STATES, DISCUSSING_ROLES } from './demand/demand.machine.ts';
import { answerDays, offerDays } from './demand/demand.policies.ts';
import { customerDemand } from './demand/demand.read.ts';
import { demandReport } from './demand/demand.report.ts';
import { demandLists } from './demand-lists.edge.ts';

export { type CustomerDemand, CustomerDemandEntity } from './demand/demand.entity.ts';
export { demandLife } from './demand/demand.life.ts';
export { demandMachine } from './demand/demand.machine.ts';
export { customerDemand } from './demand/demand.read.ts';

export const demands: DomainModule = {
  name: 'demands',
  policies: [answerDays, offerDays],
  entities: [CustomerDemandEntity],
  reads: [customerDemand],
  lifeCycles: [demandLife],
  commands: demandCommands,
  reports: [demandReport],
  readEdges: demandLists,
  discussed: [discussion(customerDemand, { by: DISCUSSING_ROLES, in: DISCUSSED_STATES })],
};
