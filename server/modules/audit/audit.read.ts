import { AuditEntryEntity, DomainEventEntity } from '../../platform/command/records.entity.ts';
import { tracked } from '../../platform/command/tracked.ts';
import { computed } from '../../platform/read/computed.ts';
import { reads, relation } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { organization } from '../identity/index.ts';
import { AuditEntryType } from './audit.type.ts';

/** Text as a UUID; null for any other text, such as the name of a policy. */
const uuid = (text: Sql): Sql =>
  sql`case when ${text} ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${text}::uuid end`;

/** Owners, managers and auditors read their organization's chain; an operator reads all. */
export const auditEntry = reads(AuditEntryType, AuditEntryEntity, {
  id: 'aud',
  unfollowed: 'Lines never change.',
  fields: {
    subject: computed.subject('subjectType', 'subjectId'),
    label: (d) => sql`(
      select e.label from ${sql.table(DomainEventEntity)} e
      where e.subject_id = ${uuid(d.subjectId)} and e.subject_type = ${d.subjectType}
      order by e.created_at desc, e.id desc limit 1)`,
    role: computed.role('role'),
    detail: (d) => sql`(${d.detail} - 'changes')::text`,
    changes: tracked.visible,
  },
  relations: {
    organization: relation.one(
      () => organization,
      'tenantId',
      'Organization to whose chain the line belongs; null for the chain of a customer or of the system.',
    ),
  },
  filters: {
    createdWithin: filter.range('createdAt', 'Range of times of the command.'),
    requestId: {
      type: () => String,
      description: 'Id of the request, as in every error message.',
      params: (value) => ({ id: String(value).trim() }),
      where: (d, { arg }) => sql`${d.requestId} = ${arg('id')}`,
    },
    subjectId: filter.idsOfAny(
      'Global ids of objects, of any type, whose lines to include.',
      (d, ids) => sql`${d.subjectId} = any(${ids}::text[])`,
    ),
    actorName: filter.values(
      'actorName',
      () => [String],
      'Names of actors to include, as in `actorName`.',
    ),
    actorId: filter.values(
      (d, values) =>
        sql`${d.actorId} = any(array(select ${uuid(sql`v`)} from unnest(${values}::text[]) v))`,
      () => [String],
      'UUIDs of actors to include, as in `actorId`.',
    ),
    action: filter.values('action', () => [String], 'Commands to include, as in `action`.'),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    auditEntry: { one: "One line of the audit chain of the viewer's organization." },
    auditEntries: { page: "Audit chain of the viewer's organization, newest line first." },
  },
});
