import { Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { MobileCodeDialog } from './MobileCodeDialog.tsx';
import { MobileNumberDialog } from './MobileNumberDialog.tsx';
import { RemoveMobileDialog } from './RemoveMobileDialog.tsx';

const Mobile = graphql(`
  query MobileNumber {
    mobileNumber { isOffered number verifiedAt pendingNumber ...MobileCodeDialog_mobile }
  }
`);

type Step = 'number' | 'code' | 'remove';

/** The viewer's mobile number for SMS, which a one-time code verifies. */
export function MobileNumber() {
  const t = useText();
  const format = useFormat();
  const [result, load] = useQuery({ query: Mobile, requestPolicy: 'network-only' });
  const [step, setStep] = useState<Step | null>(null);
  const reload = () => load({ requestPolicy: 'network-only' });
  const close = () => setStep(null);
  const done = (title: string) => {
    toast.show({ tone: 'good', title });
    reload();
    close();
  };
  const mobile = result.data?.mobileNumber;
  return (
    <Card
      title={t('ui.mobile')}
      note={
        mobile?.verifiedAt && t('ui.mobile.since', { time: format.dateTime(mobile.verifiedAt) })
      }
      actions={
        mobile && (
          <>
            {mobile.pendingNumber && (
              <Button variant="primary" onPress={() => setStep('code')}>
                {t('ui.mobile.enterCode')}
              </Button>
            )}
            {mobile.isOffered && (
              <Button icon={Smartphone} onPress={() => setStep('number')}>
                {t(mobile.number ? 'ui.mobile.change' : 'ui.mobile.verify')}
              </Button>
            )}
            {mobile.number && (
              <Button variant="ghost" onPress={() => setStep('remove')}>
                {t('ui.mobile.remove')}
              </Button>
            )}
          </>
        )
      }
    >
      <QueryGate result={result} retry={reload} skeleton={<Skeleton lines={2} />}>
        {({ mobileNumber: { number, isOffered } }) => (
          <div className="stack">
            {number && <p className="mono">{number}</p>}
            <p className={number ? 'muted' : undefined}>
              {t(!isOffered ? 'ui.mobile.off' : number ? 'ui.mobile.on' : 'ui.mobile.text')}
            </p>
          </div>
        )}
      </QueryGate>
      {step === 'number' && (
        <MobileNumberDialog
          onClose={close}
          onSent={() => {
            reload();
            setStep('code');
          }}
        />
      )}
      {step === 'code' && mobile?.pendingNumber && (
        <MobileCodeDialog
          mobile={mobile}
          onClose={close}
          onDone={() => done(t('ui.mobile.verified'))}
        />
      )}
      {step === 'remove' && (
        <RemoveMobileDialog onClose={close} onDone={() => done(t('ui.mobile.removed'))} />
      )}
    </Card>
  );
}
