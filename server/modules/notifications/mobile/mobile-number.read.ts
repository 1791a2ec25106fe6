import type { Rows } from '../../../platform/db/transaction.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { type CodeCounts, type CodeSeries, codeCounts } from '../../identity/index.ts';
import {
  mobileCodeMinutes,
  mobileCodePauseMinutes,
  mobileCodeSends,
  mobileCodeTries,
  mobileCodeWindowHours,
} from './mobile.policies.ts';
import { MobileCodeEntity } from './mobile-code.entity.ts';

export const mobileCodes: CodeSeries = {
  purpose: 'mobile-code',
  table: sql.table(MobileCodeEntity),
  valid: mobileCodeMinutes,
  tries: mobileCodeTries,
  sends: mobileCodeSends,
  windowHours: mobileCodeWindowHours,
  pauseMinutes: mobileCodePauseMinutes,
};

/** Counts the codes of a member, for whatever numbers. */
export const codeCountsOf = (memberId: string): CodeCounts =>
  codeCounts(mobileCodes, sql`k.member_id = ${memberId}::uuid`);

/** Whether a member has a verified number. */
export const hasNumber = (memberId: Sql): Sql =>
  sql`exists (select 1 from mobile_number n where n.member_id = ${memberId})`;

/** Verified number of a member, and the one that waits for its code; as they are stored. */
export interface StoredNumbers {
  readonly sealed: string | null;
  readonly verifiedAt: Date | null;
  readonly sealedPending: string | null;
  readonly expiresAt: Date | null;
}

/** Reads the numbers of a member at an instant. */
export async function readNumbers(tx: Rows, memberId: string, now: Date): Promise<StoredNumbers> {
  const [found] = await tx.rows<StoredNumbers>(sql`
    select n.sealed_number as sealed, n.created_at as "verifiedAt",
      k.sealed_number as "sealedPending", k.expires_at as "expiresAt"
    from (values (1)) one
    left join mobile_number n on n.member_id = ${memberId}
    left join lateral (
      select x.* from mobile_code x where x.member_id = ${memberId} order by x.created_at desc, x.id desc limit 1
    ) k on k.used_at is null and k.expires_at > ${now} and k.sealed_number is not null`);
  return found!;
}
