import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { CopyValue } from '../../domain/CopyValue.tsx';
import { graphql } from '../../gql/gql.ts';
import { serverNow } from '../../lib/clock.ts';
import { isoDay } from '../../lib/dates.ts';
import { failureOf } from '../../lib/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { DatePicker } from '../../ui/fields/DatePicker.tsx';
import styles from './VerifyForm.module.css';

const Verification = graphql(`
  query VerifyForm_verification($day: Date!) {
    auditVerification(day: $day) { intact entries firstBad head }
  }
`);

/** Recomputes one day of the organization's chain: a changed, missing or inserted entry breaks it. */
export function VerifyForm() {
  const t = useText();
  const format = useFormat();
  const today = isoDay(serverNow());
  const [day, setDay] = useState<string | null>(today);
  const [asked, setAsked] = useState<string | null>(null);
  const [{ data, fetching, error }, check] = useQuery({
    query: Verification,
    variables: { day: asked ?? '' },
    pause: asked === null,
    requestPolicy: 'network-only',
  });
  function verify() {
    if (day === asked) check({ requestPolicy: 'network-only' });
    else setAsked(day);
  }
  const found = asked && !fetching ? data?.auditVerification : null;
  return (
    <div className="stack">
      <div className={styles.form}>
        <DatePicker label={t('ui.audit.day')} value={day} onChange={setDay} max={today} />
        <Button icon={ShieldCheck} isPending={fetching} isDisabled={!day} onPress={verify}>
          {t('ui.audit.check')}
        </Button>
      </div>
      {error && !fetching && (
        <Banner tone="bad" live>
          {t(`ui.failure.${failureOf(error).kind}.text`)}
        </Banner>
      )}
      {found && (
        <Banner
          live
          tone={found.intact ? 'good' : 'bad'}
          title={
            found.intact
              ? t('ui.audit.intact', { day: asked ?? '', count: format.number(found.entries) })
              : t('ui.audit.broken', { day: asked ?? '', position: found.firstBad ?? 0 })
          }
        >
          {found.head && <CopyValue label={t('ui.audit.head')} value={found.head} compact />}
        </Banner>
      )}
    </div>
  );
}
