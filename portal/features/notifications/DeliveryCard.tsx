import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { MailLanguage, NotificationDeliverySetInput } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent } from '../../lib/lazy.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { Select } from '../../ui/fields/Select.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './Settings.module.css';

const DigestPreview = lazyComponent(() => import('./DigestPreview.tsx'), 'DigestPreview');

const SetDelivery = graphql(`
  mutation NotificationDeliverySet($input: NotificationDeliverySetInput!) {
    notificationDeliverySet(input: $input) { userErrors { message } }
  }
`);

const HOURS = [6, 7, 8, 9, 10, 11, 12];
const LANGUAGES: readonly MailLanguage[] = ['ZH', 'EN'];

interface Delivery {
  digestHour: number;
  mailLanguage: MailLanguage;
}

export function DeliveryCard({ settings }: { settings: Delivery }) {
  const t = useText();
  const [shown, setShown] = useState<Delivery>(settings);
  const [, setDelivery] = useMutation(SetDelivery);
  const [isPreviewing, setPreviewing] = useState(false);
  async function choose(input: NotificationDeliverySetInput & Partial<Delivery>) {
    setShown({ ...shown, ...input });
    const { data } = await setDelivery({ input });
    const errors = data?.notificationDeliverySet.userErrors;
    if (errors?.length === 0) return;
    for (const { message } of errors ?? []) toast.show({ title: message, tone: 'bad' });
    setShown(shown);
  }
  return (
    <Card
      title={t('ui.notifications.mails')}
      actions={
        <Button size="sm" onPress={() => setPreviewing(true)}>
          {t('ui.notifications.preview')}
        </Button>
      }
    >
      {isPreviewing && <DigestPreview onClose={() => setPreviewing(false)} />}
      <div className={styles.delivery}>
        <Select
          label={t('ui.notifications.digestHour')}
          description={t('ui.notifications.digestNote')}
          options={HOURS.map((hour) => ({
            id: String(hour),
            label: `${String(hour).padStart(2, '0')}:00`,
          }))}
          value={String(shown.digestHour)}
          onChange={(hour) => void choose({ digestHour: Number(hour) })}
        />
        <Select
          label={t('ui.notifications.mailLanguage')}
          options={LANGUAGES.map((id) => ({ id, label: t.enum('MailLanguage', id) }))}
          value={shown.mailLanguage === 'BOTH' ? 'ZH' : shown.mailLanguage}
          onChange={(id) => void choose({ mailLanguage: id as MailLanguage })}
        />
      </div>
    </Card>
  );
}
