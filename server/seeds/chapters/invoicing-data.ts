import type { DemoHistory } from '../demo-history.ts';
import { MARKETPLACE } from '../demo-users.ts';
import type { DemoUsers } from './organizations.ts';

/** Invoicing data of the demo's marketplace. */
export const INVOICING_DATA = {
  title: '云商店（示例）运营有限公司',
  taxNumber: '91440300MA5F000K2K',
  bankName: '示例银行深圳分行',
  bankAccount: '4000 0231 1920 0917',
  address: '深圳市示例区云港路 1 号',
  phone: '0755-5550 0000',
  recipientName: '云商店发票组',
  recipientPhone: '0755-5550 0100',
  recipientAddress: '深圳市示例区云港路 1 号 A 座 9 层',
  recipientMailbox: `invoices@${MARKETPLACE.domain}`,
};

/** Plans the invoicing data, before the first bill is countersigned. */
export function planInvoicingData(history: DemoHistory, users: DemoUsers): void {
  const { code, since } = MARKETPLACE;
  history.plan(code, history.at(since, '09:30:00'), async (at) => {
    const input = { ...INVOICING_DATA, reason: '开站时设置' };
    await history.command(users.operator, at, code, 'invoicingSettingSet', input);
  });
}
