import { useState } from 'react';
import { CopyValue } from '../../domain/CopyValue.tsx';
import { showOutcome } from '../../domain/useStep.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { ConfirmDialog } from '../../ui/overlays/ConfirmDialog.tsx';

const SetFeed = graphql(`
  mutation CalendarCard_set($input: CalendarFeedSetInput!, $idempotencyKey: ID!) {
    step: calendarFeedSet(input: $input, idempotencyKey: $idempotencyKey) {
      url
      userErrors { code field message params { key value } }
    }
  }
`);

type Step = 'renew' | 'revoke';

/** The link to the member's deadlines for a calendar program. It is readable only right after it was made. */
export function CalendarCard({ since: known }: { since: string | null }) {
  const t = useText();
  const format = useFormat();
  const { run, pending } = useCommand(SetFeed);
  const [since, setSince] = useState(known);
  const [url, setUrl] = useState<string | null>(null);
  const [asking, setAsking] = useState<Step | null>(null);
  async function set(enabled: boolean) {
    const payload = await run({ enabled });
    const done = t(enabled ? 'ui.calendar.made' : 'ui.calendar.ended');
    if (!payload || !showOutcome(payload.userErrors, t, done)) return;
    setUrl(payload.url ?? null);
    setSince(enabled ? new Date().toISOString() : null);
  }
  return (
    <Card
      title={t('ui.calendar')}
      note={since && !url ? t('ui.calendar.since', { at: format.dateTime(since) }) : null}
      actions={
        since && (
          <>
            <Button size="sm" isPending={pending} onPress={() => setAsking('renew')}>
              {t('ui.calendar.renew')}
            </Button>
            <Button size="sm" variant="ghost" onPress={() => setAsking('revoke')}>
              {t('ui.calendar.revoke')}
            </Button>
          </>
        )
      }
    >
      <div className="stack">
        <p className="muted">{t('ui.calendar.text')}</p>
        {url && <CopyValue label={t('ui.calendar.link')} value={url} />}
        {url && <p className="note">{t('ui.calendar.once')}</p>}
        {!since && (
          <div>
            <Button isPending={pending} onPress={() => void set(true)}>
              {t('ui.calendar.make')}
            </Button>
          </div>
        )}
      </div>
      <ConfirmDialog
        isOpen={asking !== null}
        onOpenChange={() => setAsking(null)}
        title={t(asking === 'renew' ? 'ui.calendar.renewTitle' : 'ui.calendar.revokeTitle')}
        confirmLabel={t(asking === 'renew' ? 'ui.calendar.renew' : 'ui.calendar.revoke')}
        cancelLabel={t('ui.cancel')}
        tone={asking === 'revoke' ? 'danger' : 'primary'}
        onConfirm={() => set(asking === 'renew')}
      >
        {t('ui.calendar.oldLink')}
      </ConfirmDialog>
    </Card>
  );
}
