import type { DomainModule } from '../../platform/domain.ts';
import { auditEntry } from './audit.read.ts';
import { AuditResolver } from './audit.resolver.ts';

/**
 * Reads and verifies the audit chains. It stands last because it writes nothing: the command pipeline
 * appends every line in the transaction of the command that it describes.
 */
export const audit: DomainModule = {
  name: 'audit',
  reads: [auditEntry],
  resolvers: [AuditResolver],
};
