import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';

const Notification = graphql(`
  fragment NotificationSteps_notification on UpstreamNotification {
    id version activityName raw
    ...ActionButtons_actionable
  }
`);
const replay = graphql(`
  mutation NotificationSteps_replay($input: UpstreamNotificationReplayInput!, $idempotencyKey: ID!) {
    step: upstreamNotificationReplay(input: $input, idempotencyKey: $idempotencyKey) {
      upstreamNotification { id status ...NotificationSteps_notification }
      userErrors { code field message params { key value } }
    }
  }
`);

/** The request as it came, and its replay. */
export function NotificationSteps({
  notification,
}: {
  notification: FragmentType<typeof Notification>;
}) {
  const t = useText();
  const n = readFragment(Notification, notification);
  const [isOpen, setOpen] = useState(false);
  const { run } = useStep(replay, t('ui.upstream.replayed'));
  return (
    <span className="row">
      <Button size="sm" variant="ghost" onPress={() => setOpen(true)}>
        {t('ui.quarantine.raw')}
      </Button>
      <ActionButtons
        actionable={n}
        size="sm"
        buttons={[
          {
            name: 'replay',
            label: t('ui.upstream.replay'),
            onPress: () => run({ id: n.id, version: n.version }),
          },
        ]}
      />
      {isOpen && (
        <Dialog
          isOpen
          size="md"
          onOpenChange={setOpen}
          title={n.activityName}
          closeLabel={t('ui.close')}
        >
          <pre className="mono" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {n.raw}
          </pre>
        </Dialog>
      )}
    </span>
  );
}
