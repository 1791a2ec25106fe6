import { AuditEntryEntity } from '../../platform/command/records.entity.ts';
import { computed } from '../../platform/read/computed.ts';
import { reads } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { sql } from '../../platform/sql/sql.ts';
import { AuditEntryType } from './audit.type.ts';

/** Owners, managers and auditors read their organization's chain; an operator reads all. */
export const auditEntry = reads(AuditEntryType, AuditEntryEntity, {
  id: 'aud',
  unfollowed: 'Lines never change.',
  fields: { role: computed.role('role'), detail: (d) => sql`${d.detail}::text` },
  filters: {
    createdWithin: filter.range('createdAt', 'Range of times of the command.'),
    requestId: {
      type: () => String,
      description: 'Id of the request, as in every error message.',
      params: (value) => ({ id: String(value).trim() }),
      where: (d, a) => sql`${d.requestId} = ${a('id')}`,
    },
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    auditEntry: { one: "One line of the audit chain of the viewer's organization." },
    auditEntries: { page: "Audit chain of the viewer's organization, newest line first." },
  },
});
