import type { Tx } from '../../../platform/command/types.ts';
import type { UpstreamAccount } from '../account/upstream-account.entity.ts';
import { listDifferences } from '../difference/difference.write.ts';
import { heal, quarantine, type SpoiltRow } from '../quarantine/quarantine.write.ts';
import type { AnyRowFeed, FeedRow } from './feed.ts';
import type { UpstreamFeed } from './upstream-feed.entity.ts';

interface Source {
  readonly feed: Readonly<UpstreamFeed>;
  readonly account: Readonly<UpstreamAccount>;
}

/** Numbers of rows; `differences` counts new ones. */
export interface AppliedRows {
  readonly written: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly differences: number;
  /** Code of the first row in quarantine; null without one. */
  readonly problem: string | null;
}

/** Applies rows of a feed: those that are malformed or refused go into quarantine, and what differs is listed. */
export async function applyRows(
  tx: Tx,
  { feed: { id, orgId, api }, account }: Source,
  feed: AnyRowFeed,
  rows: readonly FeedRow<unknown>[],
): Promise<AppliedRows> {
  const spoilt = rows.flatMap((row): SpoiltRow[] =>
    'problem' in row ? [{ ...row, key: feed.keyOfRaw(row.raw) }] : [],
  );
  const good = rows.flatMap((row) => ('value' in row ? [row] : []));
  const { refused, comparison, written, unchanged } = await feed.apply(
    tx,
    account,
    good.map(({ value }) => value),
  );
  const problems = new Map(refused.map((row) => [row.key, row]));
  const left = good.flatMap(({ raw, value }): SpoiltRow[] => {
    const key = feed.keyOf(value);
    const problem = problems.get(key);
    return problem ? [{ raw, key, problem }] : [];
  });
  const quarantined = [...spoilt, ...left];
  await quarantine(tx, { id, orgId, api }, quarantined);
  const keys = good.map(({ value }) => feed.keyOf(value)).filter((key) => !problems.has(key));
  await heal(tx, id, keys);
  const differences = comparison ? await listDifferences(tx, account, comparison) : 0;
  return {
    ...{ written, unchanged, differences },
    quarantined: quarantined.length,
    problem: quarantined[0]?.problem.code ?? null,
  };
}
