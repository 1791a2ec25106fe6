import { transact } from '../../../platform/command/pipeline.ts';
import type { CommandDeps, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity, searchKey } from '../../partners/index.ts';
import { contactChange, type MailedContact, replaceContacts } from './contact-change.write.ts';
import { type ImportProblem, type ImportRow, parseCustomers } from './customer-import.ts';

export interface ImportOptions {
  /** Code of the partner whose prospects are imported. */
  readonly partnerCode: string;
  /** Content of the file: UTF-8, with or without byte order mark, or GB 18030 as Excel writes it in China. */
  readonly file: Uint8Array;
  /**
   * Whether the contacts in the file are those registered with the accounts. Only then do they become
   * contacts on file; contacts from a partner never replace a contact on file.
   */
  readonly contactsOnFile?: boolean;
}

export interface ImportReport {
  readonly created: number;
  readonly updated: number;
  readonly problems: readonly ImportProblem[];
}

const CHUNK = 500;

/**
 * Imports a customer list as prospects of one partner: every valid row, regardless of the others. A row finds
 * its customer by account or upstream id, so that a repeat updates instead of duplicating. Refuses a file
 * without the required columns, and an unknown partner, as a whole.
 */
export async function importCustomersCsv(
  deps: CommandDeps,
  { partnerCode, file, contactsOnFile = false }: ImportOptions,
): Promise<ImportReport> {
  const { rows, problems } = parseCustomers(file, deps.clock.now());
  const found: ImportProblem[] = [...problems];
  let created = 0;
  let updated = 0;
  for (let start = 0; start < rows.length || start === 0; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK);
    const done = await transact(deps, systemViewer('customer import'), 'import', async (tx) => {
      const orgId = await partnerByCode(tx, partnerCode);
      const result = await importRows(tx, orgId, chunk, contactsOnFile);
      tx.audit({
        action: 'customerImport',
        subjectType: 'Organization',
        subjectId: orgId,
        detail: {
          created: result.created,
          updated: result.updated,
          refused: result.problems.length,
          contactsOnFile,
        },
      });
      return result;
    });
    created += done.created;
    updated += done.updated;
    found.push(...done.problems);
  }
  return { created, updated, problems: found.sort((a, b) => a.line - b.line) };
}

async function partnerByCode(tx: Tx, code: string): Promise<string> {
  const [org] = await tx.rows<{ id: string }>(sql`
    select o.id from ${sql.table(OrganizationEntity)} o join ${sql.table(PartnerEntity)} p on p.id = o.id where o.code = ${code.toUpperCase()}`);
  if (!org) throw refuse.file('PARTNER_UNKNOWN', { code });
  return org.id;
}

interface Known {
  readonly line: number;
  readonly byAccount: string | null;
  readonly byUpstream: string | null;
}

/** Imports one chunk with one statement per step; a row whose two keys belong to two customers is skipped. */
async function importRows(
  tx: Tx,
  orgId: string,
  rows: readonly ImportRow[],
  contactsOnFile: boolean,
): Promise<ImportReport> {
  tx.lock('CustomerImport', 'all');
  const known = await tx.rows<Known>(sql`
    select r.line, a.id as "byAccount", u.id as "byUpstream"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r(line int, "cloudAccount" text, "upstreamId" text)
    left join customer a on a.cloud_account = r."cloudAccount"
    left join customer u on u.upstream_id = r."upstreamId"`);
  const byLine = new Map(known.map((k) => [k.line, k]));
  const problems: ImportProblem[] = [];
  const met = new Set<string>();
  const good = rows.flatMap((row) => {
    const { byAccount, byUpstream } = byLine.get(row.line)!;
    if (byAccount && byUpstream && byAccount !== byUpstream) {
      problems.push({ line: row.line, code: 'KEYS_OF_TWO_CUSTOMERS', column: 'upstream_id' });
      return [];
    }
    const id = byAccount ?? byUpstream;
    // One line may give the account of a customer and another line its upstream id.
    if (id !== null && met.has(id)) {
      problems.push({ line: row.line, code: 'TWICE_IN_FILE', column: null });
      return [];
    }
    if (id !== null) met.add(id);
    return [{ ...row, id: id ?? tx.newId(), isNew: id === null, nameKey: searchKey(row.name) }];
  });
  const source = sql`jsonb_to_recordset(${JSON.stringify(good)}::jsonb) r(
    id uuid, "isNew" boolean, name text, "nameKey" text, "cloudAccount" text, "upstreamId" text, "customerType" text,
    "contactName" text, "contactPhone" text, "contactMail" text, "registeredAt" timestamptz, tags text[])`;
  await tx.rows(sql`
    insert into customer (id, created_at, name, name_key, cloud_account, upstream_id, customer_type, verified_status,
      contact_name, contact_phone, contact_mail, contact_on_file, contact_source, registered_at, upstream_flags, source, version)
    select r.id, ${tx.now}, r.name, r."nameKey", r."cloudAccount", r."upstreamId", coalesce(r."customerType", 'COMPANY'), 'NONE',
      r."contactName", r."contactPhone", r."contactMail", ${contactsOnFile} and r."contactMail" is not null,
      case when ${contactsOnFile} and r."contactMail" is not null then 'IMPORT' end, r."registeredAt", '{}', 'IMPORT', 1
    from ${source} where r."isNew"`);
  // Values from upstream take precedence; an empty cell changes nothing.
  await tx.rows(sql`
    update customer c set name = r.name, name_key = r."nameKey", version = c.version + 1,
      cloud_account = coalesce(c.cloud_account, r."cloudAccount"), upstream_id = coalesce(c.upstream_id, r."upstreamId"),
      customer_type = coalesce(r."customerType", c.customer_type),
      registered_at = coalesce(r."registeredAt", c.registered_at)
    from ${source} where c.id = r.id and not r."isNew" and c.source <> 'UPSTREAM'`);
  const changed = await tx.rows<MailedContact>(sql`
    update customer c set contact_name = coalesce(r."contactName", c.contact_name),
      contact_phone = coalesce(r."contactPhone", c.contact_phone), contact_mail = coalesce(r."contactMail", c.contact_mail),
      contact_on_file = c.contact_on_file or (${contactsOnFile} and r."contactMail" is not null),
      contact_source = case when ${contactsOnFile} and r."contactMail" is not null then 'IMPORT' else c.contact_source end
    from ${source} join customer o on o.id = r.id where c.id = r.id and not r."isNew" and c.source <> 'UPSTREAM'
      and (${contactsOnFile} or not c.contact_on_file)
    returning c.id, c.name, ${contactChange}`);
  await replaceContacts(tx, changed);
  await tx.rows(sql`
    insert into customer_access as a (customer_id, org_id, level, since, tags)
    select r.id, ${orgId}::uuid, 'NAME', ${tx.now}, coalesce(r.tags, '{}') from ${source}
    on conflict (customer_id, org_id) do update set until = null, own = true,
      tags = case when excluded.tags = '{}' then a.tags else excluded.tags end`);
  const created = good.filter((row) => row.isNew).length;
  return { created, updated: good.length - created, problems };
}
