import { useState } from 'react';
import { useActions } from '../../domain/ActionButtons.tsx';
import { BindingStepDialog } from '../../domain/binding/BindingStepDialog.tsx';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Checkbox } from '../../ui/fields/Checkbox.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './Buyer.module.css';
import { BuyerCode } from './BuyerCode.tsx';
import { useCode } from './useCode.ts';

const Binding = graphql(`
  fragment BuyerInvitation_binding on PartnerBinding {
    id type note dueAt codeContact codeExpiresAt codeTriesLeft
    partner { id name }
    customer { id name }
    ...ActionButtons_actionable
    ...BuyerCode_binding
    ...BindingStepDialog_binding
  }
`);

const AGREEMENT = ['data', 'relation', 'end', 'exclusive'] as const;

/** An open invitation: partner, terms and the two answers. Accepting continues with the code. */
export function BuyerInvitation({ binding }: { binding: FragmentType<typeof Binding> }) {
  const t = useText();
  const b = readFragment(Binding, binding);
  const accept = useActions(b)('accept');
  const [agreed, setAgreed] = useState(false);
  const [asking, setAsking] = useState<'accept' | 'decline' | null>(null);
  const code = useCode(b.id);
  // A code requested before a reload can still be entered.
  const [isProving, setProving] = useState(b.codeExpiresAt !== null || b.codeTriesLeft === 0);
  const partner = b.partner?.name ?? '';
  const customer = b.customer?.name ?? '';
  if (isProving && b.codeContact)
    return <BuyerCode binding={b} event="accept" onBack={() => setProving(false)} />;
  async function proceed() {
    if (!b.codeContact) setAsking('accept');
    else if (b.codeExpiresAt || b.codeTriesLeft === 0 || (await code.send())) setProving(true);
  }
  return (
    <>
      <Card>
        <div className={styles.body}>
          <div>
            <p className="muted">{t('ui.buyer.invite.to', { customer })}</p>
            <h1 className={styles.title}>{t('ui.buyer.invite.title', { partner })}</h1>
          </div>
          {b.dueAt && (
            <p className="row">
              <DeadlineBadge deadline={{ dueAt: b.dueAt }} />
            </p>
          )}
          {b.note && (
            <blockquote className={styles.quote}>
              <p>{b.note}</p>
              <footer className="note">— {partner}</footer>
            </blockquote>
          )}
          {b.type && (
            <section className={styles.offer}>
              <h2>{t('ui.buyer.invite.type', { type: t.enum('BindingType', b.type) })}</h2>
              <p>{t(`ui.binding.type.${b.type}.customer`, { partner })}</p>
            </section>
          )}
        </div>
      </Card>
      <Card title={t('ui.buyer.agreement.title')}>
        <ul className={styles.terms}>
          {AGREEMENT.map((id) => (
            <li key={id}>{t(`ui.buyer.agreement.${id}`, { partner })}</li>
          ))}
        </ul>
      </Card>
      {accept?.disabledReason && <Banner tone="waiting">{accept.disabledReason}</Banner>}
      <Card>
        <div className={styles.body}>
          <Checkbox isSelected={agreed} onChange={setAgreed}>
            {t('ui.buyer.agreement.accept', { customer })}
          </Checkbox>
          {!b.codeContact && <p className="note">{t('ui.buyer.invite.noContact')}</p>}
          {code.problem && (
            <Banner tone="bad" live>
              {code.problem}
            </Banner>
          )}
          <div className={styles.answers}>
            <Button
              variant="primary"
              wide
              disabledReason={
                accept?.disabledReason ?? (agreed ? null : t('ui.buyer.agreement.first'))
              }
              isPending={code.isSending}
              onPress={() => void proceed()}
            >
              {t(b.codeContact ? 'ui.buyer.invite.next' : 'ui.binding.step.accept.action')}
            </Button>
            <Button wide onPress={() => setAsking('decline')}>
              {t('ui.binding.step.decline.action')}
            </Button>
          </div>
        </div>
      </Card>
      {asking && (
        <BindingStepDialog
          binding={b}
          viewer="CUSTOMER"
          event={asking}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
