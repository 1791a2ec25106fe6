import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { ReasonField, reasonShape } from '../../../domain/ReasonField.tsx';
import { ReasonTemplates } from '../../../domain/ReasonTemplates.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useSession } from '../../../lib/session.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { countersignBill } from './BillCommands.ts';

const Bill = graphql(`
  fragment CountersignDialog_bill on SettlementBill {
    id version number lineCount seal
    gross { amount currency }
    partner { id name }
    signatures { id signedByName createdAt reason }
  }
`);

const given = z.string().check(z.trim(), z.minLength(6, 'ui.totp.codeDigits'));
const schemaOf = (asksCode: boolean) =>
  z.object({ ...reasonShape, totp: asksCode ? given : z.string() });

export interface CountersignDialogProps {
  bill: FragmentType<typeof Bill>;
  onClose: () => void;
}

/** One operator's signature under the bill's seal; a person without a second factor proves the identity otherwise. */
export function CountersignDialog({ bill, onClose }: CountersignDialogProps) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Bill, bill);
  const { user } = useSession();
  const { run } = useCommand(countersignBill);
  const form = useForm({
    resolver: zodResolver(schemaOf(user.totp)),
    defaultValues: { reason: '', totp: '' },
  });
  const [first] = b.signatures;
  const submit = form.handleSubmit(async ({ reason, totp }) => {
    const payload = await run({
      id: b.id,
      version: b.version,
      reason,
      ...(user.totp && { totp: totp.trim() }),
    });
    if (!isAccepted(form, payload, t)) return;
    toast.show({
      tone: 'good',
      title: t(first ? 'ui.bill.countersignedToast' : 'ui.bill.firstSignatureToast', {
        number: b.number,
      }),
    });
    onClose();
  });
  const facts = [
    { id: 'partner', label: t('ui.partner'), value: b.partner.name },
    {
      id: 'gross',
      label: t('ui.bill.gross'),
      value: t('ui.bill.amountOfLines', { amount: format.money(b.gross), count: b.lineCount }),
    },
    { id: 'seal', label: t('ui.bill.seal'), value: <code className="mono">{b.seal}</code> },
    {
      id: 'first',
      label: t('ui.bill.firstSignature'),
      value: first
        ? t('ui.bill.signedAt', {
            name: first.signedByName,
            time: format.dateTime(first.createdAt),
            reason: first.reason,
          })
        : t('ui.bill.youAreFirst', { name: user.name }),
    },
  ];
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.bill.countersignTitle', { number: b.number })}
      description={t(first ? 'ui.bill.secondSignatureText' : 'ui.bill.firstSignatureText')}
      confirmLabel={t(first ? 'ui.bill.signSecond' : 'ui.bill.signFirst')}
      onSubmit={submit}
      onClose={onClose}
    >
      <DescriptionList items={facts} />
      <ReasonField control={form.control} label={t('ui.bill.signReason')} />
      <ReasonTemplates
        templates={[t('ui.bill.signReason.checked'), t('ui.bill.signReason.sampled')]}
        onChoose={(text) =>
          form.setValue('reason', text, { shouldValidate: true, shouldDirty: true })
        }
      />
      {user.totp && (
        <FormField control={form.control} name="totp">
          {(field) => (
            <TextField
              {...field}
              label={t('ui.totp.code')}
              description={t('ui.totp.codeHelp')}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={40}
              isRequired
            />
          )}
        </FormField>
      )}
    </FormDialog>
  );
}
