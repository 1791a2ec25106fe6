import type { DomainModule } from '../../platform/domain.ts';
import { auditEntry } from './audit.read.ts';
import { AuditResolver } from './audit.resolver.ts';

/**
 * Reads and verifies the audit chains. It is the last module because it writes nothing: the command pipeline
 * appends each line in the transaction of the command that it records.
 */
export const audit: DomainModule = {
  name: 'audit',
  reads: [auditEntry],
  resolvers: [AuditResolver],
};
