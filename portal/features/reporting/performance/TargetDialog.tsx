import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { periodsOf } from './spans.ts';

const SetTarget = graphql(`
  mutation TargetDialog_set($input: PerformanceTargetSetInput!, $idempotencyKey: ID!) {
    step: performanceTargetSet(input: $input, idempotencyKey: $idempotencyKey) {
      performanceTarget { id period amount { amount currency } }
      userErrors { code field message params { key value } }
    }
  }
`);

const schema = z.object({ period: z.string(), amount: z.string() });

/** Sets or removes the target of the month, its quarter or its year. */
export function TargetDialog({ month, onClose }: { month: string; onClose: () => void }) {
  const t = useText();
  const { run } = useCommand(SetTarget);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { period: month, amount: '' },
  });
  const submit = form.handleSubmit(async ({ period, amount }) => {
    const payload = await run({ period, amount: amount || null });
    if (!payload) return;
    if (payload.userErrors.length > 0) {
      applyUserErrors(form, payload.userErrors, t);
      return;
    }
    toast.show({ tone: 'good', title: t('ui.performance.targetSaved', { period }) });
    onClose();
  });
  const units = { month: 'MONTH', quarter: 'QUARTER', year: 'YEAR' } as const;
  return (
    <FormDialog
      form={form}
      title={t('ui.performance.setTarget')}
      description={t('ui.performance.targetText')}
      confirmLabel={t('ui.save')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="period">
        {(field) => (
          <Select
            {...field}
            label={t('ui.performance.period')}
            options={Object.entries(periodsOf(month)).map(([unit, id]) => ({
              id,
              label: `${id} · ${t.enum('SalesUnit', units[unit as keyof typeof units])}`,
            }))}
          />
        )}
      </FormField>
      <FormField control={form.control} name="amount">
        {(field) => (
          <MoneyField
            {...field}
            label={t('ui.performance.row.target')}
            description={t('ui.performance.targetEmpty')}
            autoFocus
          />
        )}
      </FormField>
    </FormDialog>
  );
}
