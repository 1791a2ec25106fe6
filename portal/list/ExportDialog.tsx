import { useState } from 'react';
import { Job } from '../domain/bulk/job.ts';
import { useJobReport } from '../domain/bulk/useJobReport.ts';
import { readFragment } from '../gql/fragment-masking.ts';
import { graphql } from '../gql/gql.ts';
import { useCommand } from '../lib/command.ts';
import { errorText, type UserErrorLike } from '../lib/form.ts';
import { useFormat } from '../lib/format.ts';
import { useLanguage, useText } from '../lib/i18n.tsx';
import { sideOf, useSession } from '../lib/session.ts';
import { Button } from '../ui/actions/Button.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';
import { Segmented } from '../ui/fields/Segmented.tsx';
import { Dialog } from '../ui/overlays/Dialog.tsx';
import { type Connection, isFor, type List } from './define.ts';
import { fileColumns } from './file-columns.ts';
import { filterText } from './filter-text.ts';
import type { variablesOf } from './input.ts';
import { rootOf } from './root-of.ts';
import type { ListState } from './useListState.ts';

const Start = graphql(`
  mutation ExportDialog_start($input: ExportStartInput!, $idempotencyKey: ID!) {
    step: exportStart(input: $input, idempotencyKey: $idempotencyKey) {
      job { id ...Job_job }
      userErrors { code field message params { key value } }
    }
  }
`);

export interface ExportDialogProps {
  list: List;
  state: ListState;
  variables: ReturnType<typeof variablesOf>;
  /** Ids of the visible columns, in their order. */
  visible: readonly string[];
  count: Connection<unknown>['count'];
  onClose: () => void;
}

/** Asks for the format and the columns, then starts the job; the tray shows its progress. */
export function ExportDialog({
  list,
  state,
  variables,
  visible,
  count,
  onClose,
}: ExportDialogProps) {
  const t = useText();
  const format = useFormat();
  const language = useLanguage();
  const session = useSession();
  const report = useJobReport();
  const { run, pending } = useCommand(Start);
  const [kind, setKind] = useState<'XLSX' | 'CSV'>('XLSX');
  const [which, setWhich] = useState('visible');
  const [refused, setRefused] = useState<readonly UserErrorLike[]>([]);
  const own = list.columns.filter((column) => isFor(column, session));
  const shown = visible.flatMap((id) => own.find((column) => column.id === id) ?? []);
  const columns = fileColumns(which === 'all' ? own : shown, { t, side: sideOf(session) });
  const { filter, orderBy } = variables;
  const words = filterText(list, state, session, t);

  async function start() {
    const step = await run({
      list: rootOf(list) ?? '',
      title: t(list.title),
      format: kind,
      language: language === 'zh' ? 'ZH' : 'EN',
      columns,
      filter: JSON.stringify(filter),
      filterText: words || t('ui.export.manifest.noFilter'),
      orderField: orderBy?.field,
      descending: orderBy?.direction === 'DESC',
    });
    setRefused(step?.userErrors ?? []);
    if (!step?.job) return;
    onClose();
    report(readFragment(Job, step.job));
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      onSend={() => void start()}
      size="sm"
      title={t('ui.export.title', { list: t(list.title) })}
      closeLabel={t('ui.close')}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="primary" isPending={pending} onPress={() => void start()}>
            {t('ui.export')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Segmented
          label={t('ui.export.format')}
          value={kind}
          onChange={(id) => setKind(id === 'CSV' ? 'CSV' : 'XLSX')}
          options={[
            { id: 'XLSX', label: t('ui.export.xlsx') },
            { id: 'CSV', label: t('ui.export.csv') },
          ]}
        />
        <Segmented
          label={t('ui.list.columns')}
          value={which}
          onChange={setWhich}
          options={[
            { id: 'visible', label: t('ui.export.visible') },
            { id: 'all', label: t('ui.export.all') },
          ]}
        />
        <p>
          {t('ui.export.summary', {
            rows: count ? format.count(count) : '–',
            columns: columns.length,
          })}
        </p>
        <p className="note">
          {t('ui.export.filter', { filter: words || t('ui.export.manifest.noFilter') })}
        </p>
        <p className="note">{t('ui.export.note')}</p>
        {refused.length > 0 && (
          <Banner tone="bad" live>
            {refused.map((error) => errorText(error, t)).join('\n')}
          </Banner>
        )}
      </div>
    </Dialog>
  );
}
