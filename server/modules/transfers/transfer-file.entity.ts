import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import type { Role } from '../../platform/viewer.ts';
import { OrganizationEntity } from '../identity/index.ts';

/** Only the person who asked for the file, in the role in which the rows were read. */
const own = (
  d: Readonly<Record<'requesterId' | 'role', Sql>>,
  v: typeof sql.viewer,
  role: Role,
): Sql => sql`${d.requesterId} = ${v.actorId} and ${d.role} = ${sql.literal(role)}`;

/**
 * File that an export makes. The row comes before the bytes, so that the purge finds the bytes of a process that was
 * killed.
 */
export const TransferFileEntity = aggregate({
  name: 'TransferFile',
  parties: {
    partner: { column: 'tenantId', narrow: own },
    rep: (d, v) => own(d, v, 'csp.rep'),
    seller: { column: 'tenantId', narrow: own },
    operator: { column: 'tenantId', narrow: own },
  },
  properties: {
    ...p.base(),
    tenantId: () => p.ref(OrganizationEntity),
    requesterId: p.uuid(),
    role: p.text(),
    name: p.text(),
    mediaType: p.text(),
    storageKey: p.text().unique(),
    /** Facts of a complete file; null while it is being written. */
    bytes: p.integer().nullable(),
    sha256: p.text().nullable(),
    /** Number of rows of data, without header and manifest. */
    rows: p.integer().nullable(),
    expiresAt: p.instant(),
    removedAt: p.instant().nullable(),
  },
  checks: [
    {
      name: 'transfer_file_complete',
      expression: '(bytes is null) = (sha256 is null) and (bytes is null) = (rows is null)',
    },
  ],
  indexes: [
    {
      name: 'transfer_file_kept',
      expression:
        'create index transfer_file_kept on transfer_file (expires_at) where removed_at is null',
    },
    { name: 'transfer_file_of_tenant', properties: ['tenantId', 'createdAt', 'id'] },
  ],
});
export type TransferFile = InferEntity<typeof TransferFileEntity>;
