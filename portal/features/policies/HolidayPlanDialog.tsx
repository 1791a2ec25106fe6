import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { ReasonField, reasonShape } from '../../domain/ReasonField.tsx';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { FormField } from '../../lib/FormField.tsx';
import { applyUserErrors, errorText } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { FileField } from '../../ui/fields/FileField.tsx';
import { TextArea } from '../../ui/fields/TextArea.tsx';
import { HolidayStretches } from './HolidayStretches.tsx';
import { type PlannedDay, planText, readPlan } from './holiday-text.ts';

const SetPlan = graphql(`
  mutation HolidayPlanDialog_set($input: HolidayPlanSetInput!, $idempotencyKey: ID!) {
    step: holidayPlanSet(input: $input, idempotencyKey: $idempotencyKey) {
      holidayPlan { id }
      userErrors { code field message params { key value } }
    }
  }
`);

const schema = z.object({
  text: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  ...reasonShape,
});

export interface HolidayPlanDialogProps {
  year: number;
  /** The plan that applies until now; empty if the year has none. */
  days: readonly PlannedDay[];
  onClose: () => void;
}

/** The plan of a year as text, a line for each stretch of days, typed or loaded from a published file. */
export function HolidayPlanDialog({ year, days, onClose }: HolidayPlanDialogProps) {
  const t = useText();
  const marks = { off: t('ui.holidays.offMark'), work: t('ui.holidays.workMark') };
  const { run } = useCommand(SetPlan);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { text: planText(days, marks), reason: '' },
  });
  const read = readPlan(form.watch('text'));
  const unread = (lines: readonly number[]) =>
    t('ui.holidays.unread', { lines: lines.join('、'), count: lines.length });
  const submit = form.handleSubmit(async ({ text, reason }) => {
    const plan = readPlan(text);
    if (plan.unread.length > 0) {
      form.setError('text', { message: unread(plan.unread) }, { shouldFocus: true });
      return;
    }
    const payload = await run({ year, days: plan.days, reason });
    if (!payload) return;
    const [ofDays, others] = [
      payload.userErrors.filter(({ field }) => field?.includes('days')),
      payload.userErrors.filter(({ field }) => !field?.includes('days')),
    ];
    if (ofDays.length > 0) {
      const dayOf = (field: readonly string[]) => plan.days[Number(field.at(-2))]?.date ?? '';
      const message = ofDays
        .map((error) => `${dayOf(error.field ?? [])} ${errorText(error, t)}`.trim())
        .join('\n');
      form.setError('text', { message }, { shouldFocus: true });
    }
    if (payload.userErrors.length > 0) {
      applyUserErrors(form, others, t);
      return;
    }
    toast.show({ tone: 'good', title: t('ui.holidays.done', { year: String(year) }) });
    onClose();
  });
  const load = async ([file]: readonly File[]) => {
    if (!file) return;
    const text = await file.text();
    const { days: found } = readPlan(text);
    form.setValue('text', found.length > 0 ? planText(found, marks) : text, { shouldDirty: true });
  };
  return (
    <FormDialog
      form={form}
      size="lg"
      title={t('ui.holidays.setTitle', { year: String(year) })}
      description={t('ui.holidays.setText')}
      confirmLabel={t('ui.holidays.save')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FileField
        label={t('ui.holidays.file')}
        description={t('ui.holidays.fileText')}
        accept={['.json', '.txt', '.csv']}
        files={[]}
        onChange={(files) => void load(files)}
        browseLabel={t('ui.holidays.browse')}
        removeLabel={(name) => name}
      />
      <FormField control={form.control} name="text">
        {(field) => (
          <TextArea
            {...field}
            label={t('ui.holidays.days')}
            description={t('ui.holidays.format')}
            placeholder={t('ui.holidays.placeholder', { year: String(year) })}
            rows={10}
            isRequired
          />
        )}
      </FormField>
      <section aria-label={t('ui.holidays.preview')}>
        {read.days.length > 0 && <HolidayStretches days={read.days} />}
        {read.unread.length > 0 && <p className="note">{unread(read.unread)}</p>}
      </section>
      <ReasonField control={form.control} label={t('ui.reason')} help={t('ui.holidays.reason')} />
    </FormDialog>
  );
}
