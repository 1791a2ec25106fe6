/**
 * Service supervision: the delivery of each supervised order line, node by node along the service-flow template of its
 * product, from payment to acceptance, and the appeals by which either side asks operations to decide (domain §3.4,
 * §4.6, §4.7). The module owns the nodes, the clocks, the evidence and the append-only log. It refuses an event that
 * the line's template does not have, and a delivery without its documents.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { discussion } from '../../platform/module/discussion/discussion.ts';
import { appealCommands } from './appeal/appeal.commands.ts';
import {
  AppealEntity,
  AppealMaterialEntity,
  AppealStatementEntity,
} from './appeal/appeal.entity.ts';
import { appealLife } from './appeal/appeal.life.ts';
import { appealPolicies } from './appeal/appeal.policies.ts';
import { appeal, appealMaterial, appealStatement } from './appeal/appeal.read.ts';
import { SupervisionEvidenceEntity } from './supervision/evidence.entity.ts';
import { supervisionEvidence } from './supervision/evidence.read.ts';
import { supervisionCommands } from './supervision/supervision.commands.ts';
import { SupervisionEntity } from './supervision/supervision.entity.ts';
import { supervisionLife } from './supervision/supervision.life.ts';
import { supervisionPolicies } from './supervision/supervision.policies.ts';
import { supervision as supervisionReads } from './supervision/supervision.read.ts';
import { supervisionReport } from './supervision/supervision.report.ts';
import { supervisionLists } from './supervision/supervision-lists.edge.ts';
import { SupervisionLogEntity } from './supervision/supervision-log.entity.ts';
import { supervisionLog, supervisionNode } from './supervision/supervision-log.read.ts';
import { SupervisionNodeEntity } from './supervision/supervision-node.entity.ts';
import {
  programGuard,
  refundGuards,
  supervisionReactions,
} from './supervision/supervision-orders.edge.ts';

export {
  type Appeal,
  AppealEntity,
  AppealMaterialEntity,
  AppealStatementEntity,
} from './appeal/appeal.entity.ts';
export { appealLife } from './appeal/appeal.life.ts';
export { appeal } from './appeal/appeal.read.ts';
export { SupervisionEvidenceEntity } from './supervision/evidence.entity.ts';
export { ACTOR_AT, FLOWS, type Template } from './supervision/flows.machine.ts';
export { type Supervision, SupervisionEntity } from './supervision/supervision.entity.ts';
export { supervisionLife } from './supervision/supervision.life.ts';
export { nodesOfActor, supervisionMachine } from './supervision/supervision.machine.ts';
export { beginSupervision } from './supervision/supervision.write.ts';

export const supervision: DomainModule = {
  name: 'supervision',
  policies: [...supervisionPolicies, ...appealPolicies],
  entities: [
    SupervisionEntity,
    SupervisionNodeEntity,
    SupervisionLogEntity,
    SupervisionEvidenceEntity,
    AppealEntity,
    AppealMaterialEntity,
    AppealStatementEntity,
  ],
  reads: [
    supervisionReads,
    supervisionNode,
    supervisionLog,
    supervisionEvidence,
    appeal,
    appealStatement,
    appealMaterial,
  ],
  reports: [supervisionReport],
  lifeCycles: [supervisionLife, appealLife],
  commands: [...supervisionCommands, ...appealCommands],
  readEdges: supervisionLists,
  discussed: [
    discussion(supervisionReads, { withCustomer: true, linkedBy: 'orderId' }),
    discussion(appeal, { withCustomer: true, linkedBy: 'orderId' }),
  ],
  guards: [...refundGuards, programGuard],
  reactions: supervisionReactions,
};
