import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { useActions } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { AppealOutcome } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { decideAppeal } from './AppealCommands.ts';
import styles from './Appeals.module.css';
import { OutcomeTable } from './OutcomeTable.tsx';

const Appeal = graphql(`
  fragment AppealRuling_appeal on Appeal {
    id version status
    outcomes { outcome flow endsGuarantee paysSeller mayAppealAgain partnerShare refundAtMost { amount currency } }
    orderLine { id settlementEstimate { amount currency } }
    ...ActionButtons_actionable
  }
`);

const schema = z.object({
  outcome: z.string().check(z.minLength(1, 'ui.form.required')),
  reason: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  refund: z.string(),
});

/** Four outcomes with their effects, and the decision for operations. Nothing is decided by itself. */
export function AppealRuling({ appeal }: { appeal: FragmentType<typeof Appeal> }) {
  const t = useText();
  const format = useFormat();
  const a = readFragment(Appeal, appeal);
  const decide = useActions(a)('decide');
  const { run, pending } = useCommand(decideAppeal);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { outcome: '', reason: '', refund: '' },
  });
  const outcome = form.watch('outcome');
  if (a.outcomes.length === 0) return null;
  const chosen = a.outcomes.find((one) => one.outcome === outcome);
  const submit = form.handleSubmit(async (values) => {
    const payload = await run({
      id: a.id,
      version: a.version,
      outcome: values.outcome as AppealOutcome,
      reason: values.reason,
      ...(values.outcome === 'REFUND' && values.refund && { refund: values.refund }),
    });
    if (!payload) return;
    if (payload.userErrors.length > 0) applyUserErrors(form, payload.userErrors, t);
    else toast.show({ tone: 'good', title: t('ui.appeal.decidedToast') });
  });
  return (
    <Card flush title={t('ui.appeal.ruling')} note={t('ui.appeal.rulingNote')}>
      <OutcomeTable
        appeal={a}
        value={outcome}
        onChange={decide ? (next) => form.setValue('outcome', next) : undefined}
      />
      {decide && (
        <form
          className={styles.decide}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (outcome && !pending && !decide.disabledReason) void submit(event);
          }}
        >
          {chosen?.refundAtMost && (
            <FormField control={form.control} name="refund">
              {(field) => (
                <MoneyField
                  {...field}
                  label={t('ui.appeal.refundAmount')}
                  description={t('ui.appeal.refundHelp', {
                    cash: format.money(chosen.refundAtMost!),
                  })}
                />
              )}
            </FormField>
          )}
          <FormField control={form.control} name="reason">
            {(field) => (
              <TextArea
                {...field}
                label={t('ui.reason')}
                description={t('ui.appeal.reasonHelp')}
                maxLength={2_000}
                isRequired
              />
            )}
          </FormField>
          <div className={styles.foot}>
            <span className="grow note" role="status">
              {!outcome && <strong className="t-waiting">{t('ui.appeal.chooseFirst')}</strong>}
            </span>
            <Button
              type="submit"
              variant="primary"
              isPending={pending}
              isDisabled={!outcome}
              disabledReason={decide.disabledReason}
            >
              {outcome
                ? t('ui.appeal.decideAs', { outcome: t.enum('AppealOutcome', outcome) })
                : t('ui.appeal.decide')}
            </Button>
          </div>
        </form>
      )}
    </Card>
  );
}
