import { useState } from 'react';
import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { type BulkDialogInput, partsOf } from '../../../domain/bulk/rows.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { isoDay } from '../../../lib/dates.ts';
import { useText } from '../../../lib/i18n.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';

const sendBills = graphql(`
  mutation BillBulk_send($input: SettlementBillsSendInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: settlementBillsSend(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);
const payBills = graphql(`
  mutation BillBulk_pay($input: SettlementBillsPayInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: settlementBillsPay(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export function SendBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.settlementBillSend')}
      document={sendBills}
      input={{}}
      note={t('ui.bill.sendNote')}
    />
  );
}

/** Records one bank transfer that paid many bills. */
export function PayBulkDialog(props: BulkDialogInput) {
  const t = useText();
  const today = isoDay(serverNow());
  const [reference, setReference] = useState('');
  const [paidOn, setPaidOn] = useState<string | null>(today);
  const given = reference.trim();
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.settlementBillPay')}
      document={payBills}
      input={given && paidOn ? { reference: given, paidOn } : null}
    >
      <TextField
        label={t('ui.bill.paymentReference')}
        value={reference}
        onChange={setReference}
        maxLength={60}
        isRequired
      />
      <DatePicker
        label={t('ui.bill.paidOn')}
        value={paidOn}
        onChange={setPaidOn}
        max={today}
        isRequired
      />
    </BulkDialog>
  );
}
