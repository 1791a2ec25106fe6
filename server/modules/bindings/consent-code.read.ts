import { NOW } from '../../platform/db/tenancy.ts';
import type { DomainModule } from '../../platform/domain.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { contactOnFile } from '../customers/index.ts';
import { type CodeCounts, type CodeSeries, codeCounts } from '../identity/index.ts';
import {
  codeMinutes,
  codePauseMinutes,
  codeSends,
  codeTries,
  codeWindowHours,
} from './binding.policies.ts';
import { ConsentCodeEntity } from './consent-code.entity.ts';

export const consentCodes: CodeSeries = {
  purpose: 'consent-code',
  table: sql.table(ConsentCodeEntity),
  valid: codeMinutes,
  tries: codeTries,
  sends: codeSends,
  windowHours: codeWindowHours,
  pauseMinutes: codePauseMinutes,
};

/** Partner and customer of a binding, whose codes are counted together. */
type Pair = Columns<'customerId' | 'partnerId'>;

/** Counts the codes of a pair. */
export const consentCounts = (d: Pair): CodeCounts =>
  codeCounts(consentCodes, sql`k.customer_id = ${d.customerId} and k.partner_id = ${d.partnerId}`);

/** Counts the codes of a customer for the links that one organization issued, those for its binding included. */
export const codeCountsOfSessions = (customerId: string, issuerId: string | null): CodeCounts =>
  codeCounts(
    consentCodes,
    sql`k.customer_id = ${customerId}::uuid and k.partner_id is not distinct from ${issuerId}::uuid`,
  );

/** Time at which the latest code of a binding expires; null without a code. */
export const codeExpiresAt = (d: Pair & Columns<'id'>): Sql => sql`(select k.expires_at from (
    select x.* from consent_code x where x.binding_id = ${d.id} order by x.created_at desc, x.id desc limit 1) k
  where k.used_at is null and k.expires_at > ${sql.raw(NOW)} and ${consentCounts(d).triesLeft} > 0)`;

/** Without a contact on file nobody proves to act for the customer (decision 0037). */
export const customerProof: DomainModule['customerProof'] = [
  { code: 'NO_CONTACT_ON_FILE', when: (v) => sql`${contactOnFile(v.tenantId)} is null` },
];
