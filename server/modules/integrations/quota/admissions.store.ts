import { hash, randomUUID } from 'node:crypto';
import type { CommandDeps } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { type Admissions, admit } from '../../../sources/transport/index.ts';
import type { UpstreamAccount } from '../account/upstream-account.entity.ts';
import { type UpstreamQuota, UpstreamQuotaEntity } from './upstream-quota.entity.ts';
import { countUsage, NO_USAGE } from './usage.ts';

const PROCESS = randomUUID();

type Counted = Pick<UpstreamQuota, 'slots' | 'usage'> & { readonly now: Date };

/**
 * Admissions that all processes on the database share. The row of an API is locked while its slots are counted. The
 * clocks of servers differ, so the database's counts; an injected time counts instead of it.
 */
export const sharedAdmissions = (
  { db, clock, timing }: Pick<CommandDeps, 'db' | 'clock' | 'timing'>,
  { id, orgId }: Pick<UpstreamAccount, 'id' | 'orgId'>,
): Admissions => ({
  async take({ key, api, waiting, ...request }) {
    const quotaId = hash('sha256', key).slice(0, 32);
    return await db.transaction(systemViewer('upstream'), async (tx) => {
      const [row] = await tx.rows<Counted>(sql`
        insert into ${sql.table(UpstreamQuotaEntity)} as q (id, account_id, org_id, api, slots, usage)
        values (${quotaId}::uuid, ${id}::uuid, ${orgId}::uuid, ${api}, '[]', ${JSON.stringify(NO_USAGE)}::jsonb)
        on conflict (id) do update set account_id = excluded.account_id, org_id = excluded.org_id
        returning slots, usage, clock_timestamp() as now`);
      const { slots, usage, now } = row!;
      const granted = admit(slots, timing.isMachine ? now.getTime() : timing.now(), request);
      const { count } = request;
      tx.update(UpstreamQuotaEntity, (d) => sql`${d.id} = ${quotaId}::uuid`, {
        slots: granted.slots,
        usage: countUsage(usage, clock.now().getTime(), { process: PROCESS, count, waiting }),
      });
      return granted.waits;
    });
  },
});
