import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Credentials } from '../../../sources/transport/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { sealedColumns } from './credentials.ts';
import type { UpstreamAccount } from './upstream-account.entity.ts';
import { upstreamAccount } from './upstream-account.read.ts';

const noRejection = { rejectedAt: null, rejectionCode: null } as const;

export const upstreamAccountLife = lifeCycle<UpstreamAccount>({
  reads: upstreamAccount,
  async label({ orgId }, tx) {
    const [organization] = await tx.find(OrganizationEntity, (d) => sql`${d.id} = ${orgId}`);
    return organization!.name;
  },
  audited: ({ system, endpoint, accessKeyId }) => ({ system, endpoint, accessKeyId }),
  effects: {
    rotate(tx: Tx, row: UpstreamAccount, credentials: Credentials) {
      const { accessKeyId, secretAccessKey } = credentials;
      const sealed = sealedColumns(tx, { accessKeyId, secretAccessKey });
      Object.assign(row, sealed, noRejection, { rotatedAt: tx.now });
    },
    reject(tx: Tx, row: UpstreamAccount, { code }: { readonly code: string | null }) {
      Object.assign(row, { rejectedAt: tx.now, rejectionCode: code });
    },
    remove(_tx: Tx, row: UpstreamAccount) {
      Object.assign(row, noRejection, { sealedCredentials: null, sealedNotificationKey: null });
    },
  },
});
