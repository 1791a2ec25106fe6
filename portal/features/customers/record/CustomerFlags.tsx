import { X } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { showOutcome } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { UpstreamFlag } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { useMay } from '../../../lib/session.ts';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const ReasonDialog = lazyComponent(
  () => import('../../../domain/ReasonDialog.tsx'),
  'ReasonDialog',
);

const Customer = graphql(`
  fragment CustomerFlags_customer on Customer {
    id
    flags { flag since checkedAt isStale source setBy reason }
  }
`);
const setFlag = graphql(`
  mutation CustomerFlags_set($input: CustomerSetFlagInput!) {
    step: customerSetFlag(input: $input) {
      customer { id ...CustomerFlags_customer }
      userErrors { code field message params { key value } }
    }
  }
`);
const clearFlag = graphql(`
  mutation CustomerFlags_clear($input: CustomerClearFlagInput!) {
    step: customerClearFlag(input: $input) {
      customer { id ...CustomerFlags_customer }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Flags that no API tells; operations keep them. */
const BY_OPERATORS = [
  'BARRED_CONTRACT',
  'CUSTODY_SUB_ACCOUNT',
  'INDEPENDENT_MEMBERS',
  'SPECIAL_CONTRACT',
  'UNPAID_PARTNER_PAYS',
  'DIRECT_SALES_FOLLOW_UP',
] as const satisfies readonly UpstreamFlag[];
type Step = { flag: UpstreamFlag; name: 'set' | 'clear' };

/** 账号提示: the flags of a customer with the age of each fact; operators set and clear those that no API tells. */
export function CustomerFlags({ customer }: { customer: FragmentType<typeof Customer> }) {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const { id, flags } = readFragment(Customer, customer);
  const [step, setStep] = useState<Step | null>(null);
  const [, set] = useMutation(setFlag);
  const [, clear] = useMutation(clearFlag);
  const keeps = may('customerSetFlag');
  if (!flags || (flags.length === 0 && !keeps)) return null;
  const free = BY_OPERATORS.filter((one) => !flags.some(({ flag }) => flag === one));
  return (
    <Card
      title={t('ui.customer.upstreamFlags')}
      actions={
        keeps &&
        free.length > 0 && (
          <Select
            size="sm"
            label={t('ui.customer.flag.set')}
            hideLabel
            placeholder={t('ui.customer.flag.set')}
            value={null}
            onChange={(next) => setStep({ flag: next as UpstreamFlag, name: 'set' })}
            options={free.map((flag) => ({ id: flag, label: t.enum('UpstreamFlag', flag) }))}
          />
        )
      }
    >
      {flags.length === 0 && <p className="note">{t('ui.none')}</p>}
      <ul className="stack">
        {flags.map(({ flag, since, checkedAt, isStale, source, setBy, reason }) => (
          <li key={flag} className="row">
            <span className="grow">
              <Badge tone="waiting">{t.enum('UpstreamFlag', flag)}</Badge>
              <p className="note">
                {[
                  t.enum('CustomerFlagSource', source),
                  t('ui.earned.since', { time: format.date(since) }),
                  setBy,
                  reason,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              <p className={isStale ? 't-waiting' : 'note'}>
                {t(isStale ? 'ui.upstream.lateAsOf' : 'ui.upstream.asOf', {
                  time: format.dateTime(checkedAt),
                })}
              </p>
            </span>
            {keeps && source === 'OPERATOR' && (
              <IconButton
                icon={X}
                size="sm"
                label={t('ui.customer.flag.clear', { flag: t.enum('UpstreamFlag', flag) })}
                onPress={() => setStep({ flag, name: 'clear' })}
              />
            )}
          </li>
        ))}
      </ul>
      {step && (
        <ReasonDialog
          title={
            step.name === 'set'
              ? t('ui.customer.flag.set')
              : t('ui.customer.flag.clear', { flag: t.enum('UpstreamFlag', step.flag) })
          }
          lead={t.enum('UpstreamFlag', step.flag)}
          label={t('ui.reason')}
          tone="primary"
          confirmLabel={t('ui.save')}
          onClose={() => setStep(null)}
          onConfirm={async (reason) => {
            const fire = step.name === 'set' ? set : clear;
            const { data } = await fire({ input: { id, flag: step.flag, reason } });
            const errors = data?.step.userErrors ?? null;
            if (errors?.length === 0)
              showOutcome(errors, t, t(`ui.customer.flag.done.${step.name}`));
            return errors;
          }}
        />
      )}
    </Card>
  );
}
