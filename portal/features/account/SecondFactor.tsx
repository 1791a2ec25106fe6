import { ShieldCheck } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { EnrollDialog } from './EnrollDialog.tsx';
import { RecoveryCodesDialog } from './RecoveryCodesDialog.tsx';
import { TurnOffDialog } from './TurnOffDialog.tsx';
import { isTotpOn } from './totp.ts';

type Step = { name: 'enroll' | 'turnOff' } | { name: 'codes'; codes: readonly string[] };

export function SecondFactor() {
  const t = useText();
  const [on, setOn] = useState<boolean | null>(null);
  const [failed, setFailed] = useState(false);
  const [step, setStep] = useState<Step | null>(null);
  const load = useCallback(() => {
    setFailed(false);
    isTotpOn().then(setOn, () => setFailed(true));
  }, []);
  useEffect(load, [load]);
  const close = () => setStep(null);
  return (
    <Card
      title={t('ui.totp')}
      note={
        on !== null && (
          <Badge tone={on ? 'good' : 'idle'} icon={on ? ShieldCheck : undefined}>
            {t(on ? 'ui.totp.on' : 'ui.totp.off')}
          </Badge>
        )
      }
      actions={
        on !== null &&
        (on ? (
          <Button onPress={() => setStep({ name: 'turnOff' })}>{t('ui.totp.turnOff')}</Button>
        ) : (
          <Button variant="primary" icon={ShieldCheck} onPress={() => setStep({ name: 'enroll' })}>
            {t('ui.totp.turnOn')}
          </Button>
        ))
      }
    >
      {failed && (
        <Banner
          tone="bad"
          live
          action={
            <Button size="sm" onPress={load}>
              {t('ui.retry')}
            </Button>
          }
        >
          {t('ui.failure.server.title')}
        </Banner>
      )}
      <p>{t(on ? 'ui.totp.onText' : 'ui.totp.offText')}</p>
      {step?.name === 'enroll' && (
        <EnrollDialog
          onClose={close}
          onDone={(codes) => {
            setOn(true);
            setStep({ name: 'codes', codes });
          }}
        />
      )}
      {step?.name === 'codes' && <RecoveryCodesDialog codes={step.codes} onClose={close} />}
      {step?.name === 'turnOff' && (
        <TurnOffDialog
          onClose={close}
          onDone={() => {
            setOn(false);
            close();
          }}
        />
      )}
    </Card>
  );
}
