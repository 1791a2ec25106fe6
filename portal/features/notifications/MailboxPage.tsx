import { FlaskConical, Inbox, RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { AuthError } from '../../lib/auth.ts';
import { type DemoMail, readDemoMails } from '../../lib/demo.ts';
import { useText } from '../../lib/i18n.tsx';
import { FailureState } from '../../shell/FailureState.tsx';
import { RouteButton } from '../../shell/links.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { useTitle } from '../../shell/title.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Loading, Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import { PageHead } from '../../ui/layout/PageHead.tsx';
import styles from './Mailbox.module.css';
import { MailList } from './MailList.tsx';
import { MailView } from './MailView.tsx';

const EVERY_MS = 5000;

const fits = (mail: DemoMail, text: string): boolean =>
  `${mail.to} ${mail.subject} ${mail.text}`.toLowerCase().includes(text.toLowerCase());

/** All mails and SMS of the demo, which sends none. New ones appear automatically. */
export function MailboxPage() {
  const t = useText();
  const [mails, setMails] = useState<DemoMail[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  useTitle(t('ui.mailbox.title'));
  const load = useCallback(() => {
    readDemoMails().then(
      (found) => {
        setMails(found);
        setProblem(null);
      },
      (error: unknown) => setProblem(error instanceof AuthError ? error.code : 'INTERNAL'),
    );
  }, []);
  useEffect(() => {
    load();
    const timer = setInterval(load, EVERY_MS);
    return () => clearInterval(timer);
  }, [load]);

  if (problem === 'NOT_FOUND') return <NotFound />;
  const shown = mails?.filter((mail) => fits(mail, search)) ?? [];
  const open = shown.find((mail) => mail.id === openId) ?? null;
  return (
    <main className={styles.page}>
      <PageHead
        title={t('ui.mailbox.title')}
        meta={
          <Badge tone="waiting" icon={FlaskConical}>
            {t('ui.shell.demo')}
          </Badge>
        }
        actions={
          <>
            <Button icon={RefreshCw} onPress={load}>
              {t('ui.refresh')}
            </Button>
            <RouteButton to="/">{t('ui.mailbox.toPortal')}</RouteButton>
          </>
        }
      />
      <p className="muted">{t('ui.mailbox.lead')}</p>
      {problem && !mails && (
        <FailureState
          failure={{
            kind: problem === 'NETWORK' ? 'offline' : 'server',
            code: problem,
            requestId: null,
          }}
          onRetry={load}
        />
      )}
      {!problem && !mails && (
        <Loading label={t('ui.loading')}>
          <Skeleton lines={8} height={32} />
        </Loading>
      )}
      {mails?.length === 0 && (
        <EmptyState icon={Inbox} title={t('ui.mailbox.empty')}>
          {t('ui.mailbox.emptyText')}
        </EmptyState>
      )}
      {mails && mails.length > 0 && (
        <div className={styles.split} data-open={open ? '' : undefined}>
          <div className={styles.side}>
            <SearchField
              label={t('ui.list.search')}
              placeholder={t('ui.mailbox.search')}
              value={search}
              onChange={setSearch}
            />
            <MailList mails={shown} openId={open?.id ?? null} onOpen={setOpenId} />
          </div>
          <MailView mail={open} onBack={() => setOpenId(null)} />
        </div>
      )}
    </main>
  );
}
