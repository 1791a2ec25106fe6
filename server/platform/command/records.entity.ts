import { aggregate } from '../db/aggregate.ts';
import { p } from '../db/columns.ts';
import { ALL, assignedTo } from '../db/parties.ts';
import { trigger } from '../db/triggers.ts';
import { sql } from '../sql/sql.ts';

/** Events of aggregates: the source of timelines, notifications and reactions of other modules. Append-only. */
export const DomainEventEntity = aggregate({
  name: 'DomainEvent',
  parties: {
    partner: 'partnerId',
    rep: assignedTo('customerId', { orNone: true }),
    seller: 'sellerId',
    customer: 'customerId',
    // A link shows the events of its subject, and the events between the customer and the partner of its subject.
    link: (d, subject) => sql`${d.subjectId} = ${subject} or ${d.partnerId} = (
      select e.partner_id from domain_event e where e.subject_id = ${subject} limit 1)`,
    operator: ALL,
  },
  properties: {
    ...p.base(),
    subjectType: p.text(),
    subjectId: p.uuid(),
    event: p.text(),
    fromState: p.text().nullable(),
    toState: p.text(),
    subjectVersion: p.integer(),
    label: p.text(),
    actorName: p.text(),
    actorSide: p.text(),
    via: p.word(['PORTAL', 'API_KEY', 'LINK', 'SYSTEM']),
    requestId: p.text(),
    detail: p.json().default('{}'),
    partnerId: p.uuid().nullable(),
    sellerId: p.uuid().nullable(),
    customerId: p.uuid().nullable(),
    /** The order in which programs follow events, behind the horizon of decision 0023. */
    recordedAt: p.changedAt(),
  },
  uniques: [
    { name: 'domain_event_version', properties: ['subjectType', 'subjectId', 'subjectVersion'] },
  ],
  indexes: [
    { properties: ['subjectId', 'createdAt', 'id'] },
    { name: 'domain_event_newest', properties: ['createdAt', 'id'] },
    { name: 'domain_event_of_partner', properties: ['partnerId', 'createdAt', 'id'] },
    { name: 'domain_event_of_seller', properties: ['sellerId', 'createdAt', 'id'] },
    { name: 'domain_event_recorded', properties: ['recordedAt', 'id'] },
    {
      name: 'domain_event_recorded_of_partner',
      properties: ['partnerId', 'recordedAt', 'id'],
    },
    { name: 'domain_event_recorded_of_seller', properties: ['sellerId', 'recordedAt', 'id'] },
    // Events of one request, such as a job over many rows, are told as one.
    {
      name: 'domain_event_of_request',
      properties: ['requestId', 'subjectType', 'event', 'createdAt', 'id'],
    },
  ],
  triggers: trigger.appendOnly('domain_event', 'domain events'),
});

/** Append-only chain of commands for each tenant and day; `hash` covers the row and the previous hash. */
export const AuditEntryEntity = aggregate({
  name: 'AuditEntry',
  parties: {
    partner: { column: 'tenantId', roles: ['csp.owner', 'csp.auditor'] },
    seller: { column: 'tenantId', roles: ['seller.manager'] },
    // A customer's commands write lines for it; no page shows them.
    customer: { column: 'tenantId', roles: [] },
    operator: { also: ALL, roles: ['operator'] },
  },
  properties: {
    ...p.base(),
    tenantId: p.uuid(),
    /** Day in Asia/Shanghai, `YYYY-MM-DD`. */
    day: p.text(),
    position: p.integer(),
    actorId: p.uuid(),
    actorName: p.text(),
    role: p.text(),
    via: p.word(['PORTAL', 'API_KEY', 'LINK', 'SYSTEM']),
    action: p.text(),
    subjectType: p.text(),
    subjectId: p.text(),
    requestId: p.text(),
    detail: p.json(),
    previousHash: p.text(),
    hash: p.text(),
  },
  uniques: [{ name: 'audit_entry_position', properties: ['tenantId', 'day', 'position'] }],
  indexes: [
    { properties: ['tenantId', 'createdAt', 'id'] },
    { name: 'audit_entry_newest', properties: ['createdAt', 'id'] },
    { name: 'audit_entry_of_request', properties: ['requestId'] },
    { name: 'audit_entry_of_subject', properties: ['subjectId', 'createdAt', 'id'] },
    { name: 'audit_entry_by_actor', properties: ['actorName', 'createdAt', 'id'] },
    { name: 'audit_entry_of_actor', properties: ['actorId', 'createdAt', 'id'] },
    { name: 'audit_entry_by_action', properties: ['tenantId', 'action', 'createdAt', 'id'] },
    { name: 'audit_entry_of_action', properties: ['action', 'createdAt', 'id'] },
  ],
  triggers: trigger.appendOnly('audit_entry', 'audit entries'),
});

/** Result of a command under its caller's key, stored in the command's transaction. */
export const IdempotencyKeyEntity = aggregate({
  name: 'IdempotencyKey',
  parties: {
    partner: 'tenantId',
    rep: ALL,
    seller: 'tenantId',
    customer: 'tenantId',
    link: ALL,
    operator: 'tenantId',
  },
  properties: {
    tenantId: p.uuid().primary(),
    actorId: p.uuid().primary(),
    key: p.text().primary(),
    command: p.text(),
    fingerprint: p.text(),
    response: p.json().nullable(),
    createdAt: p.instant(),
    expiresAt: p.instant(),
  },
});
