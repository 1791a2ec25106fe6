import { useState } from 'react';
import { NewSecretDialog } from '../../../domain/NewSecretDialog.tsx';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import {
  deleteWebhook,
  pauseWebhook,
  resumeWebhook,
  rotateWebhook,
  testWebhook,
} from './WebhookCommands.ts';

const EditWebhookDialog = lazyComponent(
  () => import('./EditWebhookDialog.tsx'),
  'EditWebhookDialog',
);
const ReplayDialog = lazyComponent(() => import('./ReplayDialog.tsx'), 'ReplayDialog');

const Webhook = graphql(`
  fragment WebhookSteps_webhook on WebhookEndpoint {
    id version name testRequestedAt
    ...EditWebhookDialog_webhook
    ...ReplayDialog_webhook
    ...ActionButtons_actionable
  }
`);

/** The steps of a webhook, with the dialogs that ask first. */
export function WebhookSteps({ webhook }: { webhook: FragmentType<typeof Webhook> }) {
  const t = useText();
  const w = readFragment(Webhook, webhook);
  const row = { id: w.id, version: w.version };
  const test = useStep(testWebhook, t('ui.webhook.testSent'));
  const pause = useStep(pauseWebhook, t('ui.webhook.paused'));
  const resume = useStep(resumeWebhook, t('ui.webhook.resumed'));
  const rotate = useStep(rotateWebhook);
  const remove = useStep(deleteWebhook, t('ui.webhook.deleted'));
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <StepButtons
        actionable={w}
        steps={[
          {
            name: 'resume',
            label: t('ui.webhook.resume'),
            variant: 'primary',
            onPress: () => resume.run(row),
          },
          { name: 'test', label: t('ui.webhook.test'), onPress: () => test.run(row) },
          {
            name: 'replay',
            label: t('ui.webhook.replay'),
            dialog: (close) => <ReplayDialog webhook={w} onClose={close} />,
          },
          {
            name: 'update',
            label: t('ui.webhook.edit'),
            dialog: (close) => <EditWebhookDialog webhook={w} onClose={close} />,
          },
          { name: 'pause', label: t('ui.webhook.pause'), onPress: () => pause.run(row) },
          {
            name: 'rotateSecret',
            label: t('ui.webhook.rotate'),
            confirm: {
              title: t('ui.webhook.rotate'),
              text: t('ui.webhook.rotateText'),
              run: async () => {
                const payload = await rotate.run(row);
                if (payload?.secret) setSecret(payload.secret);
              },
            },
          },
          {
            name: 'delete',
            label: t('ui.webhook.delete'),
            variant: 'ghost',
            confirm: {
              title: t('ui.webhook.deleteTitle', { name: w.name }),
              text: t('ui.webhook.deleteText'),
              tone: 'danger',
              run: () => remove.run(row),
            },
          },
        ]}
      />
      {secret && (
        <NewSecretDialog
          title={t('ui.webhook.secretTitle')}
          text={t('ui.webhook.rotatedText')}
          label={t('ui.webhook.secret')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </>
  );
}
