import { type ReactNode, useState } from 'react';
import { useClient } from 'urql';
import { readFragment } from '../../gql/fragment-masking.ts';
import { sendProven } from '../../lib/command.ts';
import { errorText, type UserErrorLike } from '../../lib/form.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { useIdempotencyKey } from '../../lib/idempotency.ts';
import { useDiscardGuard } from '../../shell/useDiscardGuard.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import styles from './Bulk.module.css';
import { BulkSummary, Summary } from './BulkSummary.tsx';
import { Job } from './job.ts';
import type { Rows } from './rows.ts';
import { type BulkDocument, type BulkPayload, useDryRun } from './useDryRun.ts';
import { useJobReport } from './useJobReport.ts';

export interface BulkDialogProps<I> {
  title: string;
  rows: Rows;
  document: BulkDocument<I>;
  input: Omit<I, 'ids' | 'filter' | 'versions'> | null;
  note?: string;
  tone?: 'primary' | 'danger';
  onClose: () => void;
  onStarted?: () => void;
  children?: ReactNode;
}

export function BulkDialog<I>(props: BulkDialogProps<I>) {
  const { title, rows, document, note, tone = 'primary', onClose, onStarted, children } = props;
  const t = useText();
  const format = useFormat();
  const client = useClient();
  const report = useJobReport();
  const { keyFor, settle } = useIdempotencyKey();
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<readonly UserErrorLike[]>([]);
  const input = props.input && ({ ...props.input, ...rows } as I);
  const { payload, failed, retry } = useDryRun(document, input);
  const given = JSON.stringify(props.input);
  const [first] = useState(given);
  const { close, question } = useDiscardGuard(() => given !== first && !pending, onClose);
  const accepted = payload?.summary ? readFragment(Summary, payload.summary).accepted : 0;

  async function start() {
    if (!input || pending || accepted === 0) return;
    setPending(true);
    const variables = { input, idempotencyKey: keyFor(input) };
    const { data } = await sendProven(client, document, variables);
    setPending(false);
    if (!data) return;
    settle();
    const { job, userErrors } = data.step;
    setRefused(userErrors);
    if (!job) return;
    onStarted?.();
    onClose();
    report(readFragment(Job, job));
  }
  return (
    <>
      <Dialog
        isOpen
        onOpenChange={close}
        onSend={() => void start()}
        title={title}
        size="sm"
        closeLabel={t('ui.close')}
        footer={
          <>
            <Button onPress={close}>{t('ui.cancel')}</Button>
            <Button
              variant={tone}
              isPending={pending}
              isDisabled={accepted === 0}
              onPress={() => void start()}
            >
              {accepted > 0
                ? t('ui.bulk.start', { action: title, count: format.number(accepted) })
                : title}
            </Button>
          </>
        }
      >
        <div className="stack">
          {children}
          <div aria-live="polite">
            {failed ? (
              <Banner tone="bad" action={<Button onPress={retry}>{t('ui.retry')}</Button>}>
                {t('ui.bulk.notChecked')}
              </Banner>
            ) : (
              <Verdict payload={payload} asked={input !== null} />
            )}
          </div>
          {refused.length > 0 && <Problems errors={refused} />}
          {note && <p className="note">{note}</p>}
        </div>
      </Dialog>
      {question}
    </>
  );
}

function Problems({ errors }: { errors: readonly UserErrorLike[] }) {
  const t = useText();
  return (
    <Banner tone="bad" live>
      {errors.map((error) => errorText(error, t)).join('\n')}
    </Banner>
  );
}

function Verdict({ payload, asked }: { payload: BulkPayload | null; asked: boolean }) {
  const t = useText();
  if (!asked) return <p className="note">{t('ui.bulk.incomplete')}</p>;
  if (!payload)
    return (
      <div className={styles.summary} role="status" aria-label={t('ui.bulk.checking')}>
        <Skeleton lines={1} height={20} />
      </div>
    );
  if (payload.userErrors.length > 0) return <Problems errors={payload.userErrors} />;
  return payload.summary ? <BulkSummary summary={payload.summary} /> : null;
}
