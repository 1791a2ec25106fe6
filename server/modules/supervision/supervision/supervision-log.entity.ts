import type { InferEntity } from '@mikro-orm/core';
import { auditChain } from '../../../platform/command/audit.ts';
import { aggregate, partOf } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { trigger } from '../../../platform/db/triggers.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { SupervisionEntity } from './supervision.entity.ts';
import { SUPERVISION_STATES } from './supervision.machine.ts';

export const LOG_SIDES = ['PARTNER', 'SELLER', 'CUSTOMER', 'OPERATOR', 'SYSTEM'] as const;

/**
 * SQL text: the SHA-256 of a log line `l` and the preceding hash. The array's JSON is the canonical text: it has no
 * spaces, and a null differs from an empty text.
 */
export const lineHash = (l: string, previous: string): string =>
  `encode(sha256(convert_to(${previous} || array_to_json(array[${l}.supervision_id::text, ${l}.position::text,
    to_char(${l}.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), ${l}.from_state, ${l}.to_state, ${l}.event,
    ${l}.actor_name, ${l}.actor_side, ${l}.via, ${l}.reason, array_to_string(${l}.files, ' ')])::text, 'UTF8')), 'hex')`;

/**
 * Append-only log of a supervision: its evidence (domain §4.6). PostgreSQL numbers the lines and chains each to the
 * one before it, so that no writer can do otherwise.
 */
export const SupervisionLogEntity = aggregate({
  name: 'SupervisionLog',
  parties: partOf(SupervisionEntity, { id: 'supervisionId' }),
  properties: {
    ...p.base(),
    supervisionId: () => p.ref(SupervisionEntity),
    orderId: p.uuid(),
    partnerId: () => p.ref(PartnerEntity).nullable(),
    sellerId: () => p.ref(OrganizationEntity),
    customerId: () => p.ref(CustomerEntity),
    position: p.integer().default(0),
    event: p.text(),
    fromState: p.word(SUPERVISION_STATES).nullable(),
    toState: p.word(SUPERVISION_STATES),
    actorName: p.text(),
    actorSide: p.word(LOG_SIDES),
    via: p.word(['PORTAL', 'API_KEY', 'LINK', 'SYSTEM']),
    reason: p.text().nullable(),
    /** SHA-256 of the files that came with the event. */
    files: p.array().columnType('text[]').default([]),
    previousHash: p.text().default(''),
    hash: p.text().default(''),
  },
  uniques: [{ name: 'supervision_log_position', properties: ['supervisionId', 'position', 'id'] }],
  indexes: [
    { name: 'supervision_log_newest', properties: ['supervisionId', 'createdAt', 'id'] },
    {
      name: 'supervision_log_one_place',
      expression:
        'create unique index supervision_log_one_place on supervision_log (supervision_id, position)',
    },
  ],
  triggers: [
    trigger.definer({
      name: 'chain',
      table: 'supervision_log',
      timing: 'before',
      event: 'insert',
      forEach: 'row',
      body: `select coalesce(max(l.position), 0) + 1, coalesce(max(l.hash), '${auditChain.genesis}') into new.position, new.previous_hash from (select position, hash from supervision_log where supervision_id = new.supervision_id order by position desc limit 1) l; new.hash := ${lineHash('new', 'new.previous_hash').replace(/\s+/g, ' ')}; return new`,
    }),
    ...trigger.appendOnly('supervision_log', 'lines of a supervision log'),
  ],
});
export type SupervisionLog = InferEntity<typeof SupervisionLogEntity>;
