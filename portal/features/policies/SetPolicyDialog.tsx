import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { ReasonField, reasonShape } from '../../domain/ReasonField.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { serverNow } from '../../lib/clock.ts';
import { useCommand } from '../../lib/command.ts';
import { fromDay, isoDay, plusDays } from '../../lib/dates.ts';
import { FormField } from '../../lib/FormField.tsx';
import { applyUserErrors } from '../../lib/form.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { DatePicker } from '../../ui/fields/DatePicker.tsx';
import { RadioGroup } from '../../ui/fields/RadioGroup.tsx';
import { PolicyValueField } from './PolicyValueField.tsx';
import { policyName, policyValueText } from './policy-text.ts';

const Policy = graphql(`
  fragment SetPolicyDialog_policy on Policy { key unit value default description }
`);
const SetPolicy = graphql(`
  mutation SetPolicyDialog_set($input: PolicySetInput!, $idempotencyKey: ID!) {
    step: policySet(input: $input, idempotencyKey: $idempotencyKey) {
      policyValue { id }
      userErrors { code field message params { key value } }
    }
  }
`);

const filled = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const schema = z
  .object({
    value: filled,
    when: z.string(),
    day: z.nullable(z.string()),
    ...reasonShape,
  })
  .check(
    z.refine((v) => v.when === 'now' || v.day !== null, {
      error: 'ui.form.required',
      path: ['day'],
    }),
  );

export function SetPolicyDialog({
  policy,
  onClose,
}: {
  policy: FragmentType<typeof Policy>;
  onClose: () => void;
}) {
  const t = useText();
  const format = useFormat();
  const p = readFragment(Policy, policy);
  const { run } = useCommand(SetPolicy);
  const tomorrow = plusDays(isoDay(serverNow()), 1);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      value: p.value,
      when: 'now',
      day: tomorrow as string | null,
      reason: '',
    },
  });
  const name = policyName(p.key, t);
  const submit = form.handleSubmit(async ({ value, when, day, reason }) => {
    const effectiveFrom = when === 'day' && day ? fromDay(day) : null;
    const payload = await run({ key: p.key, value, effectiveFrom, reason });
    if (!payload) return;
    if (payload.userErrors.length > 0) {
      applyUserErrors(form, payload.userErrors, t, { paths: { effectiveFrom: 'day' } });
      return;
    }
    toast.show({
      tone: 'good',
      title: t('ui.policy.done', { name, value: policyValueText(p, value, t, format) }),
      description: effectiveFrom ? t('ui.policy.doneFrom', { date: day }) : undefined,
    });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.policy.setTitle', { name })}
      description={t.maybe(`ui.policy.${p.key}.text`, undefined, p.description)}
      confirmLabel={t('ui.policy.set')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="value">
        {(field) => (
          <PolicyValueField
            {...field}
            unit={p.unit}
            description={t('ui.policy.valueHelp', {
              value: policyValueText(p, p.value, t, format),
              standard: policyValueText(p, p.default, t, format),
            })}
          />
        )}
      </FormField>
      <FormField control={form.control} name="when">
        {({ inputRef: _, ...field }) => (
          <RadioGroup
            {...field}
            label={t('ui.policy.when')}
            orientation="horizontal"
            options={[
              { id: 'now', label: t('ui.policy.atOnce') },
              { id: 'day', label: t('ui.policy.fromDay') },
            ]}
          />
        )}
      </FormField>
      {form.watch('when') === 'day' && (
        <FormField control={form.control} name="day">
          {({ inputRef: _, ...field }) => (
            <DatePicker
              {...field}
              label={t('ui.policy.day')}
              description={t('ui.policy.dayHelp')}
              isRequired
              min={tomorrow}
            />
          )}
        </FormField>
      )}
      <ReasonField control={form.control} label={t('ui.reason')} help={t('ui.reason.audit')} />
      <p className="note">{t('ui.policy.running')}</p>
    </FormDialog>
  );
}
