import { localDate } from '../../platform/calendar.ts';
import type { Tx } from '../../platform/command/command.ts';
import { globalId } from '../../platform/ids.ts';
import { sql } from '../../platform/read/sql.ts';
import { mailMembers } from '../identity/index.ts';
import type { Authorization } from './authorization-parts.commands.ts';

/**
 * Mails both sides that an authorization ends. One for the whole programme has no partner of its own, and
 * only its seller reads of it. Called as the system.
 */
export async function mailEnding(tx: Tx, row: Authorization, days: number): Promise<void> {
  const joint = 'floorPayRate' in row;
  const [seller] = await tx.rows<{ name: string }>(
    sql`select name from organization where id = ${row.sellerId}`,
  );
  const mail = {
    template: 'authorizationEnding',
    params: {
      seller: seller!.name,
      product: row.productName,
      kind: joint ? 'JOINT' : 'CSP',
      level: row.partnerId ? 'PARTNER' : 'PRODUCT',
      partner: row.partnerName ?? '',
      customer: row.customerName ?? '–',
      days,
      last: localDate(new Date(row.validUntil.getTime() - 1)),
    },
    links: {
      link: joint
        ? `/authorizations/joint/${globalId('jsa', row.id)}`
        : `/authorizations/csp/${globalId('csa', row.id)}`,
    },
  };
  await mailMembers(tx, { orgId: row.sellerId, roles: ['seller.manager'] }, mail);
  if (row.partnerId)
    await mailMembers(tx, { orgId: row.partnerId, roles: ['csp.owner', 'csp.manager'] }, mail);
}
