import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { useCommand } from '../../../lib/command.ts';
import { isoDay, plusDays, untilDay } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { askMaterial } from './AppealCommands.ts';

const Appeal = graphql(`
  fragment AskDialog_appeal on Appeal { id version number customerName seller { id name } }
`);

const schema = z.object({
  side: z.enum(['CUSTOMER', 'SELLER']),
  what: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  by: z.nullable(z.string()).check(z.refine((day) => day !== null, 'ui.form.required')),
});
type Values = { side: 'CUSTOMER' | 'SELLER'; what: string; by: string | null };

export interface AskDialogProps {
  appeal: FragmentType<typeof Appeal>;
  onClose: () => void;
}

/** 索取补充材料: what a side should provide, and by when. The clock of the decision goes on. */
export function AskDialog({ appeal, onClose }: AskDialogProps) {
  const t = useText();
  const a = readFragment(Appeal, appeal);
  const { run } = useCommand(askMaterial);
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { side: 'CUSTOMER', what: '', by: plusDays(isoDay(serverNow()), 1) },
  });
  const submit = form.handleSubmit(async ({ side, what, by }) => {
    const payload = await run({ id: a.id, version: a.version, side, what, by: untilDay(by!) });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.appeal.askedToast') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.appeal.ask')}
      description={a.number}
      confirmLabel={t('ui.appeal.ask')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="side">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            onChange={(side) => onChange(side as Values['side'])}
            label={t('ui.appeal.askSide')}
            options={[
              { id: 'CUSTOMER', label: `${t.enum('AppealSide', 'CUSTOMER')} · ${a.customerName}` },
              { id: 'SELLER', label: `${t.enum('AppealSide', 'SELLER')} · ${a.seller.name}` },
            ]}
          />
        )}
      </FormField>
      <FormField control={form.control} name="what">
        {(field) => (
          <TextArea {...field} label={t('ui.appeal.askWhat')} maxLength={500} isRequired />
        )}
      </FormField>
      <FormField control={form.control} name="by">
        {(field) => <DatePicker {...field} label={t('ui.appeal.askBy')} isRequired />}
      </FormField>
    </FormDialog>
  );
}
