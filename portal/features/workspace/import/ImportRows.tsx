import { useState } from 'react';
import { useMutation } from 'urql';
import { showOutcome } from '../../../domain/useStep.ts';
import type { ImportPage_JobFragment, ImportTarget } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { columnText } from './columns.ts';
import { fixRow } from './import.documents.ts';

type Refused = ImportPage_JobFragment['refused'];
type Row = Refused['nodes'][number];

interface ImportRowsProps {
  target: ImportTarget;
  mapping: ImportPage_JobFragment['mapping'];
  rows: readonly Row[];
  count: Refused['count'];
  canFix: boolean;
}

/** The refused rows with the reason beside each; a cell at fault is corrected in place. */
export function ImportRows({ target, mapping, rows, count, canFix }: ImportRowsProps) {
  const t = useText();
  const format = useFormat();
  return (
    <Card
      flush
      title={t('ui.import.errors')}
      note={t('ui.import.errorsNote', { count: count ? format.count(count) : '' })}
    >
      <DataTable
        label={t('ui.import.errors')}
        rows={rows}
        rowId={(row) => row.id}
        columns={[
          {
            id: 'line',
            header: t('ui.import.line'),
            align: 'end',
            cell: (row) => format.number(row.line),
          },
          {
            id: 'label',
            header: t('ui.import.row'),
            card: 'title',
            cell: (row) => row.label || t('ui.none'),
          },
          {
            id: 'cell',
            header: t('ui.import.cell'),
            cell: (row) =>
              row.outcome === 'READY' ? (
                <Badge tone="good">{t.enum('JobRowOutcome', 'READY')}</Badge>
              ) : (
                <Cell
                  key={row.faultyColumn}
                  row={row}
                  target={target}
                  header={headerOf(row, mapping)}
                  canFix={canFix}
                />
              ),
          },
          {
            id: 'reason',
            header: t('ui.import.reason'),
            cell: (row) => (row.code ? <Reason row={row} target={target} /> : null),
          },
        ]}
      />
    </Card>
  );
}

const headerOf = ({ faultyColumn }: Row, mapping: ImportRowsProps['mapping']): string | null =>
  mapping.find(({ column }) => column && column === faultyColumn)?.header ?? null;

function Reason({ row, target }: { row: Row; target: ImportTarget }) {
  const t = useText();
  const values = Object.fromEntries(row.params.map(({ key, value }) => [key, value]));
  const text = t.error(row.code ?? '', values);
  return (
    <span className="t-bad">
      {row.faultyColumn
        ? t('ui.import.reasonOf', { column: columnText(target, row.faultyColumn, t), text })
        : text}
    </span>
  );
}

interface CellProps {
  row: Row;
  target: ImportTarget;
  header: string | null;
  canFix: boolean;
}

function Cell({ row, target, header, canFix }: CellProps) {
  const t = useText();
  const given = row.cells.find(({ key }) => key === header)?.value ?? '';
  const [text, setText] = useState(given);
  const [{ fetching }, fix] = useMutation(fixRow);
  if (!header || !canFix) return given || t('ui.none');
  async function save() {
    const { data } = await fix({
      input: { id: row.id, cells: [{ header: header ?? '', value: text.trim() || null }] },
    });
    showOutcome(data?.step.userErrors, t);
  }
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('ui.import.cellOf', {
          line: row.line,
          column: row.faultyColumn ? columnText(target, row.faultyColumn, t) : header,
        })}
        hideLabel
        value={text}
        onChange={setText}
      />
      <Button size="sm" type="submit" isPending={fetching} isDisabled={text === given}>
        {t('ui.import.fix')}
      </Button>
    </form>
  );
}
