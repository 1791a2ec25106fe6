import { useState } from 'react';
import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { type BulkDialogInput, partsOf } from '../../../domain/bulk/rows.ts';
import { REASON_MAX } from '../../../domain/ReasonField.tsx';
import { ReasonTemplates } from '../../../domain/ReasonTemplates.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useSession } from '../../../lib/session.ts';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';

const countersignBills = graphql(`
  mutation BillBulk_countersign($input: SettlementBillsCountersignInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: settlementBillsCountersign(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

const CODE_MIN = 6;

/** One operator's signature under each of the named bills, proven once. */
export function CountersignBulkDialog(props: BulkDialogInput) {
  const t = useText();
  const { user } = useSession();
  const [reason, setReason] = useState('');
  const [totp, setTotp] = useState('');
  const given = reason.trim();
  const code = totp.trim();
  const { ids } = props.selection;
  const isProven = !user.totp || code.length >= CODE_MIN;
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.settlementBillCountersign')}
      document={countersignBills}
      input={ids && given && isProven ? { reason: given, ...(user.totp && { totp: code }) } : null}
      note={t('ui.bill.countersignAllNote')}
    >
      {!ids && <Banner tone="info">{t('ui.bill.countersignNamed')}</Banner>}
      <TextArea
        label={t('ui.bill.signReason')}
        value={reason}
        onChange={setReason}
        maxLength={REASON_MAX}
        isRequired
      />
      <ReasonTemplates
        templates={[t('ui.bill.signReason.checked'), t('ui.bill.signReason.sampled')]}
        onChoose={setReason}
      />
      {user.totp && (
        <TextField
          label={t('ui.totp.code')}
          description={t('ui.totp.codeHelp')}
          value={totp}
          onChange={setTotp}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={40}
          isRequired
        />
      )}
    </BulkDialog>
  );
}
