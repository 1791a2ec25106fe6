import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { BindingStepDialog } from '../../domain/binding/BindingStepDialog.tsx';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Icon } from '../../ui/display/Icon.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './Buyer.module.css';
import { BuyerCode } from './BuyerCode.tsx';
import { useCode } from './useCode.ts';

const Binding = graphql(`
  fragment BuyerProvisional_binding on PartnerBinding {
    id dueAt codeContact codeExpiresAt codeTriesLeft
    partner { id name }
    customer { id name }
    ...BuyerCode_binding
    ...BindingStepDialog_binding
  }
`);

const LACKING = ['contact', 'credit', 'exclusive'] as const;
const CONFIRMATIONS = ['byCode', 'byOperator'] as const;

/** An acceptance without proof yet: its effect, how to confirm it, and how to object. */
export function BuyerProvisional({ binding }: { binding: FragmentType<typeof Binding> }) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Binding, binding);
  const code = useCode(b.id);
  const [isConfirming, setConfirming] = useState(false);
  const [isObjecting, setObjecting] = useState(false);
  const partner = b.partner?.name ?? '';
  if (isConfirming)
    return <BuyerCode binding={b} event="confirm" onBack={() => setConfirming(false)} />;
  async function confirm() {
    if (b.codeExpiresAt || b.codeTriesLeft === 0 || (await code.send())) setConfirming(true);
  }
  return (
    <Card>
      <div className={styles.body}>
        <div>
          <p className="note">{t('ui.buyer.provisional.step')}</p>
          <h1 className={styles.title}>{t('ui.buyer.state.PROVISIONAL.title')}</h1>
          {b.dueAt && (
            <p className="row">
              <DeadlineBadge deadline={{ dueAt: b.dueAt }} told />
              <span className="note">
                {t('ui.buyer.provisional.until', { at: format.dateTime(b.dueAt) })}
              </span>
            </p>
          )}
        </div>
        <p>
          {b.codeContact
            ? t('ui.buyer.provisional.ready', { contact: b.codeContact })
            : t('ui.buyer.provisional.why')}
        </p>
        {code.problem && (
          <Banner tone="bad" live>
            {code.problem}
          </Banner>
        )}
        <section>
          <h2>{t('ui.buyer.provisional.before', { partner })}</h2>
          <ul className={styles.points}>
            <li data-tone="good">
              <Icon of={Check} />
              <span>{t('ui.buyer.provisional.name')}</span>
            </li>
            {LACKING.map((id) => (
              <li key={id} data-tone="bad">
                <Icon of={X} />
                <span>{t(`ui.buyer.provisional.${id}`)}</span>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2>{t('ui.buyer.provisional.ways')}</h2>
          <ol className={styles.points}>
            {CONFIRMATIONS.map((id, i) => (
              <li key={id}>
                <b>{i + 1}</b>
                <span>
                  {id === 'byCode' && b.codeContact ? (
                    t('ui.buyer.provisional.confirm')
                  ) : (
                    <>
                      {t(`ui.buyer.provisional.${id}`)}
                      <small>{t(`ui.buyer.provisional.${id}Text`)}</small>
                    </>
                  )}
                </span>
              </li>
            ))}
          </ol>
        </section>
        <div className={styles.stacked}>
          {b.codeContact && (
            <Button
              variant="primary"
              wide
              isPending={code.isSending}
              onPress={() => void confirm()}
            >
              {t('ui.buyer.provisional.confirm')}
            </Button>
          )}
          <Button variant="danger" wide onPress={() => setObjecting(true)}>
            {t('ui.binding.step.object.action')}
          </Button>
          <p className="note">{t('ui.buyer.provisional.objectNote', { partner })}</p>
        </div>
      </div>
      {isObjecting && (
        <BindingStepDialog
          binding={b}
          viewer="CUSTOMER"
          event="object"
          onClose={() => setObjecting(false)}
        />
      )}
    </Card>
  );
}
