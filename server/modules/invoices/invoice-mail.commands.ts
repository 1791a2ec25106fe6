import { localDate } from '../../platform/calendar.ts';
import type { Tx } from '../../platform/command/command.ts';
import { globalId } from '../../platform/ids.ts';
import type { MailInput } from '../../platform/jobs/outbox.ts';
import { formatMinor } from '../../platform/money.ts';
import { mailMembers } from '../identity/index.ts';
import { SettlementBillEntity } from '../settlement/index.ts';
import type { Invoice } from './invoice.entity.ts';

/** Mails those at the partner who issue its invoices. Called as the system. */
export async function mailFinance(
  tx: Tx,
  row: Invoice,
  template: 'invoiceNotice' | 'invoiceDue',
  params: MailInput['params'] = {},
): Promise<void> {
  const bill = await tx.em.findOneOrFail(SettlementBillEntity, { id: row.billId });
  await mailMembers(
    tx,
    { orgId: row.partnerId, roles: ['csp.owner', 'csp.finance'] },
    {
      template,
      params: {
        ...params,
        period: bill.period,
        bill: bill.number,
        request: row.paymentRequestNumber,
        amount: `${row.currency} ${formatMinor(row.grossMinor)}`,
        due: localDate(row.dueAt),
      },
      links: { link: `/invoices/${globalId('ivc', row.id)}` },
    },
  );
}
