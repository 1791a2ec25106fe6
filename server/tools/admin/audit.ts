import { verifyChain } from '../../modules/audit/audit-chain.read.ts';
import { instantAt } from '../../platform/calendar.ts';
import { GraphqlContext } from '../../platform/graphql/context.ts';
import { sql } from '../../platform/read/sql.ts';
import { read, SYSTEM } from './acting.ts';
import { type AdminWork, readArguments, UsageError } from './arguments.ts';

interface Chain {
  readonly tenantId: string;
  readonly day: string;
  readonly name: string | null;
}

/** Recomputes every chain of a day, or of all days. Throws with one line for each that was tampered with. */
export const verifyAudit: AdminWork = (args) => {
  const day = readArguments(args, ['day']).optional('day');
  if (day !== undefined) checkDay(day);
  return async (deps) => {
    const chains = await read<Chain>(
      deps,
      sql`
      select c.tenant_id as "tenantId", c.day::text as day, o.name
      from (select distinct tenant_id, day from audit_entry) c left join organization o on o.id = c.tenant_id
      where ${day ?? null}::text is null or c.day::text = ${day ?? null}::text
      order by c.day, c.tenant_id`,
    );
    let entries = 0;
    const broken: string[] = [];
    for (const chain of chains) {
      const context = new GraphqlContext(
        deps,
        { ...SYSTEM, tenantId: chain.tenantId },
        'command-line',
      );
      const found = await verifyChain(context, chain.day).finally(() => context.endReads());
      entries += found.entries;
      if (!found.intact)
        broken.push(
          `${chain.day} ${chain.name ?? chain.tenantId}: line ${found.firstBad} does not match.`,
        );
    }
    if (broken.length > 0) throw new Error(`The audit was tampered with.\n${broken.join('\n')}`);
    return `The audit is intact: ${entries} lines in ${chains.length} chains${day ? ` of ${day}` : ''}.`;
  };
};

function checkDay(day: string): void {
  try {
    instantAt(day);
  } catch {
    throw new UsageError(`--day is a day such as 2026-03-02, not "${day}".`);
  }
}
