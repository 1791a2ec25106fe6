import type { InferEntity } from '@mikro-orm/core';
import { aggregate, partOf } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { NODES } from './flows.machine.ts';
import { ACTORS, SupervisionEntity } from './supervision.entity.ts';

export const NODE_STATES = ['DONE', 'CURRENT', 'AHEAD'] as const;

/** Node of one supervision's flow, with its latest visit. */
export const SupervisionNodeEntity = aggregate({
  name: 'SupervisionNode',
  parties: partOf(SupervisionEntity, { id: 'supervisionId' }),
  properties: {
    ...p.base(),
    supervisionId: () => p.ref(SupervisionEntity).deleteRule('cascade'),
    orderId: p.uuid(),
    partnerId: () => p.ref(PartnerEntity).nullable(),
    sellerId: () => p.ref(OrganizationEntity),
    customerId: () => p.ref(CustomerEntity),
    position: p.integer(),
    node: p.word(NODES),
    actor: p.word(ACTORS),
    state: p.word(NODE_STATES),
    enteredAt: p.instant().nullable(),
    leftAt: p.instant().nullable(),
    /** Name of the actor who left the node last. */
    actorName: p.text().nullable(),
    /** Times that the flow has entered the node. */
    round: p.integer().default(0),
    /** Times that an event at this node returned the flow. */
    rejectionCount: p.integer().default(0),
  },
  checks: [
    {
      name: 'supervision_node_visited',
      expression: `(state = 'AHEAD') = (entered_at is null) and (state = 'DONE') = (left_at is not null)`,
    },
  ],
  uniques: [
    { name: 'supervision_node_position', properties: ['supervisionId', 'position', 'id'] },
    { name: 'supervision_node_once', properties: ['supervisionId', 'node'] },
  ],
});
export type SupervisionNode = InferEntity<typeof SupervisionNodeEntity>;
