import { verifyChain } from '../../modules/audit/audit-chain.read.ts';
import type { ApiDeps } from '../../platform/api/context.ts';
import { GraphqlContext } from '../../platform/api/context.ts';
import { calendar } from '../../platform/calendar.ts';
import { sql } from '../../platform/sql/sql.ts';
import { read, SYSTEM } from './acting.ts';
import { type AdminWork, readArguments, UsageError } from './arguments.ts';
import { type AuditHead, headLine, readHeads } from './audit-heads.ts';

interface Chain {
  readonly tenantId: string;
  readonly day: string;
  readonly name: string | null;
}

/**
 * Recomputes every chain of a day, or of all days, and prints the head of each. With `--heads FILE` it also
 * compares the heads of an earlier run, since a chain that was cut at its end looks intact by itself.
 * Throws with one line per chain that was tampered with.
 */
export const verifyAudit: AdminWork = (args) => {
  const given = readArguments(args, ['day', 'heads']);
  const day = given.optional('day');
  if (day !== undefined) checkDay(day);
  const file = given.optional('heads');
  return async (deps) => {
    const kept = file === undefined ? [] : (await readHeads(file)).filter(isOf(day));
    const heads: AuditHead[] = [];
    const broken: string[] = [];
    for (const chain of await chainsOf(deps, day)) {
      const { entries, head, firstBad } = await verified(deps, chain);
      if (firstBad !== null) broken.push(`${titleOf(chain)}: line ${firstBad} does not match.`);
      heads.push({ ...chain, lines: entries, hash: head! });
    }
    for (const one of kept) broken.push(...(await differenceFrom(deps, one)));
    if (broken.length > 0) throw new Error(`The audit was tampered with.\n${broken.join('\n')}`);
    const lines = heads.reduce((sum, head) => sum + head.lines, 0);
    const compared = file === undefined ? '' : `, and ${kept.length} kept heads are in it`;
    return [
      `The audit is intact: ${lines} lines in ${heads.length} chains${day ? ` of ${day}` : ''}${compared}.`,
      ...heads.map(headLine),
    ].join('\n');
  };
};

const isOf =
  (day: string | undefined) =>
  (head: AuditHead): boolean =>
    day === undefined || head.day === day;

const titleOf = ({ day, name, tenantId }: Chain): string => `${day} ${name ?? tenantId}`;

const chainsOf = (deps: ApiDeps, day: string | undefined): Promise<Chain[]> =>
  read(
    deps,
    sql`
    select c.tenant_id as "tenantId", c.day::text as day, o.name
    from (select distinct tenant_id, day from audit_entry) c left join organization o on o.id = c.tenant_id
    where ${day ?? null}::text is null or c.day::text = ${day ?? null}::text
    order by c.day, c.tenant_id`,
  );

async function verified(deps: ApiDeps, { tenantId, day }: Chain) {
  const context = new GraphqlContext(deps, { ...SYSTEM, tenantId }, 'command-line');
  return await verifyChain(context, day).finally(() => context.endReads());
}

/**
 * Compares a chain with an earlier head and says whether it was cut at its end or rewritten. Empty if the
 * head's line is unchanged.
 */
async function differenceFrom(
  deps: ApiDeps,
  { tenantId, day, lines, hash }: AuditHead,
): Promise<string[]> {
  const [found] = await read<{ name: string | null; left: number; hash: string | null }>(
    deps,
    sql`
    select (select name from organization where id = ${tenantId}) as name, count(*)::int as left,
      max(hash) filter (where position = ${lines}) as hash
    from audit_entry where tenant_id = ${tenantId} and day = ${day}`,
  );
  const title = titleOf({ tenantId, day, name: found!.name });
  if (found!.hash === hash) return [];
  if (found!.hash === null)
    return [`${title}: cut at its end, ${found!.left} of ${lines} lines are left.`];
  return [`${title}: rewritten up to line ${lines}, whose hash is not the one that was kept.`];
}

function checkDay(day: string): void {
  try {
    calendar.instantAt(day);
  } catch {
    throw new UsageError(`--day is a day such as 2026-03-02, not "${day}".`);
  }
}
