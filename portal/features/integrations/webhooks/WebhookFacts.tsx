import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const Webhook = graphql(`
  fragment WebhookFacts_webhook on WebhookEndpoint {
    id status url role subjectTypes events deliveredUntil lastDeliveredAt attempts nextTryAt
    failingSince disabledReason formerSecretUntil
    organization { id name }
    createdBy { id name }
  }
`);

/** Address, events and progress of a webhook; above them, why it does not deliver. */
export function WebhookFacts({ webhook }: { webhook: FragmentType<typeof Webhook> }) {
  const t = useText();
  const format = useFormat();
  const w = readFragment(Webhook, webhook);
  const values = {
    url: <span className="mono">{w.url}</span>,
    role: t.enum('Role', w.role),
    types:
      w.subjectTypes.length > 0
        ? w.subjectTypes.map((type) => t.enum('Subject', type)).join(t('ui.listSeparator'))
        : t('ui.all'),
    events: w.events.length > 0 ? w.events.join(', ') : t('ui.all'),
    deliveredUntil: format.dateTime(w.deliveredUntil),
    lastDelivered: w.lastDeliveredAt ? format.dateTime(w.lastDeliveredAt) : t('ui.webhook.never'),
    failingSince: w.failingSince && format.dateTime(w.failingSince),
    formerSecretUntil: w.formerSecretUntil && format.dateTime(w.formerSecretUntil),
    organization: w.organization.name,
    createdBy: w.createdBy?.name,
  };
  return (
    <>
      {w.status === 'FAILING' && w.nextTryAt && (
        <Banner tone="waiting">
          {t('ui.webhook.failing', { attempts: w.attempts, at: format.dateTime(w.nextTryAt) })}
        </Banner>
      )}
      {w.disabledReason && (
        <Banner tone="bad">{t.enum('WebhookDisabledReason', w.disabledReason)}</Banner>
      )}
      <Card title={t('ui.webhook.facts')}>
        <DescriptionList
          variant="columns"
          items={Object.entries(values)
            .filter(([, value]) => value)
            .map(([id, value]) => ({ id, label: t.maybe(`ui.webhook.fact.${id}`), value }))}
        />
      </Card>
    </>
  );
}
