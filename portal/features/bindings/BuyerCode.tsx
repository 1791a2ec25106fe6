import { zodResolver } from '@hookform/resolvers/zod';
import { CircleX, MailX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useClient } from 'urql';
import { BindingStepDialog } from '../../domain/binding/BindingStepDialog.tsx';
import { useBindingStep } from '../../domain/binding/BindingSteps.ts';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { applyUserErrors } from '../../lib/form.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormProblems } from '../../shell/FormProblems.tsx';
import { CodeClock, CodeField, codeSchema } from '../../shell/OneTimeCode.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { DescriptionList } from '../../ui/display/DescriptionList.tsx';
import { Icon } from '../../ui/display/Icon.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './Buyer.module.css';
import { useCode } from './useCode.ts';

const Binding = graphql(`
  fragment BuyerCode_binding on PartnerBinding {
    id type dueAt codeContact codeExpiresAt codeResendAt codeTriesLeft
    partner { id name }
    customer { id name }
    ...BindingStepDialog_binding
  }
`);
const State = graphql(`
  query BuyerCode_state { partnerBindings(first: 1) { nodes { id ...BuyerCode_binding } } }
`);

export interface BuyerCodeProps {
  binding: FragmentType<typeof Binding>;
  /** Purpose of the code: to accept, or to confirm a provisional acceptance. */
  event: 'accept' | 'confirm';
  onBack: () => void;
}

/** Field for the one-time code sent to the customer's contact on file. */
export function BuyerCode({ binding, event, onBack }: BuyerCodeProps) {
  const t = useText();
  const format = useFormat();
  const client = useClient();
  const run = useBindingStep();
  const b = readFragment(Binding, binding);
  const code = useCode(b.id);
  const fields = useRef<HTMLFormElement>(null);
  const [refusing, setRefusing] = useState(false);
  const form = useForm({ resolver: zodResolver(codeSchema), defaultValues: { code: '' } });
  // The button that led here is gone.
  useEffect(() => form.setFocus('code'), [form]);
  const partner = b.partner?.name ?? '';
  const contact = b.codeContact ?? '';
  const refusal = form.formState.errors.code;
  // The refusal itself locks: a query of the attempts that was already under way answers with older ones.
  const isLocked = b.codeTriesLeft === 0 || refusal?.type === 'CODE_LOCKED';

  const submit = form.handleSubmit(async (values) => {
    const errors = await run(event, {
      id: b.id,
      code: values.code,
      ...(event === 'accept' && b.type && { type: b.type, agreementAccepted: true }),
    });
    if (!errors || errors.length === 0) return;
    form.setValue('code', '');
    applyUserErrors(form, errors, t);
    // A refusal changes the remaining attempts, and may lock the code.
    await client.query(State, {}, { requestPolicy: 'network-only' }).toPromise();
  });
  async function resend() {
    if (!(await code.send())) return;
    form.reset();
    form.setFocus('code');
    toast.show({ tone: 'good', title: t('ui.buyer.code.resent') });
  }

  const facts = {
    partner,
    type: b.type && t.enum('BindingType', b.type),
    account: b.customer?.name,
    until: b.dueAt && format.dateTime(b.dueAt),
  };
  const labels = {
    partner: t('ui.binding.fact.partner'),
    type: t('ui.binding.fact.type'),
    account: t('ui.buyer.code.account'),
    until: t(event === 'accept' ? 'ui.buyer.code.until' : 'ui.binding.fact.dueAt'),
  };
  return (
    <>
      <Card>
        <div className={styles.body}>
          <div>
            <p className="note">
              {t(event === 'accept' ? 'ui.buyer.code.step' : 'ui.buyer.code.stepConfirm')}
            </p>
            <h1 className={styles.title}>{t('ui.buyer.code.title')}</h1>
            <p className="muted">
              {t(b.codeExpiresAt ? 'ui.buyer.code.sent' : 'ui.buyer.code.unsent', { contact })}
            </p>
          </div>
          {code.problem && (
            <Banner tone="bad" live>
              {code.problem}
            </Banner>
          )}
          {isLocked ? (
            <Banner tone="bad" live title={t('ui.buyer.code.lockedTitle')}>
              <p>
                {b.codeTriesLeft === 0
                  ? t('ui.buyer.code.lockedText', {
                      at: b.codeResendAt ? format.dateTime(b.codeResendAt) : '',
                    })
                  : refusal?.message}
              </p>
            </Banner>
          ) : (
            <>
              <FormProblems form={form} within={fields} />
              <form ref={fields} className="stack" onSubmit={(e) => void submit(e)} noValidate>
                <CodeField control={form.control} className={styles.code} />
                <CodeClock
                  expiresAt={b.codeExpiresAt}
                  resendAt={b.codeResendAt}
                  isSending={code.isSending}
                  onResend={() => void resend()}
                >
                  {/* After a wrong code, the error states the attempts left. */}
                  {b.codeTriesLeft != null && !refusal && (
                    <span className="note">
                      {t('ui.buyer.code.left', { left: b.codeTriesLeft })}
                    </span>
                  )}
                </CodeClock>
                <Button
                  type="submit"
                  variant="primary"
                  wide
                  isPending={form.formState.isSubmitting}
                >
                  {t('ui.buyer.code.submit')}
                </Button>
                <p className="note">{t('ui.buyer.code.note')}</p>
              </form>
            </>
          )}
          <DescriptionList
            items={Object.entries(facts)
              .filter(([, value]) => Boolean(value))
              .map(([id, value]) => ({ id, label: labels[id as keyof typeof labels], value }))}
          />
        </div>
      </Card>
      <Card>
        <ul className={styles.points}>
          <li>
            <Icon of={MailX} />
            <span>
              {t('ui.buyer.code.unused')}
              <small>{t('ui.buyer.code.unusedText')}</small>
            </span>
          </li>
          <li>
            <Icon of={CircleX} />
            <span>
              {t('ui.buyer.code.notMe')}
              <small>{t('ui.buyer.code.notMeText')}</small>
            </span>
          </li>
        </ul>
        <div className={styles.actions}>
          <Button onPress={onBack}>
            {t(event === 'accept' ? 'ui.buyer.code.back' : 'ui.buyer.code.backConfirm')}
          </Button>
          <Button variant="danger" onPress={() => setRefusing(true)}>
            {t.maybe(`ui.binding.step.${event === 'accept' ? 'decline' : 'object'}.action`)}
          </Button>
        </div>
      </Card>
      {refusing && (
        <BindingStepDialog
          binding={b}
          viewer="CUSTOMER"
          event={event === 'accept' ? 'decline' : 'object'}
          onClose={() => setRefusing(false)}
        />
      )}
    </>
  );
}
