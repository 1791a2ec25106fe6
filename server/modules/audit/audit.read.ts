import { AuditEntryEntity } from '../../platform/command/records.entity.ts';
import { ALL, NONE, pageRoot, type Reads, reads } from '../../platform/read/declare.ts';
import { range } from '../../platform/read/filters.ts';
import { AuditEntryType } from './audit.type.ts';

/** Everybody who answers for an organization may read its chain; an operator reads all. */
export const auditEntry: Reads = reads(AuditEntryType, AuditEntryEntity, {
  id: 'aud',
  scope: {
    partner: 'tenantId',
    seller: 'tenantId',
    operator: ALL,
    customer: NONE,
    reporting: NONE,
  },
  roles: ['csp.owner', 'csp.auditor', 'seller.manager', 'operator'],
  filters: { createdAt: range('createdAt', 'Done in this range.') },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: { auditEntries: pageRoot("The audit chain of the viewer's organization, newest first.") },
});
