import { useState } from 'react';
import { useStep } from '../../../domain/useStep.ts';
import type { ImportTarget } from '../../../gql/graphql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { CardGrid } from '../../../ui/layout/Page.tsx';
import { columnText, IMPORT_COLUMNS } from './columns.ts';
import { remapImport } from './import.documents.ts';

interface Column {
  header: string;
  column?: string | null;
}

interface ImportMappingProps {
  id: string;
  target: ImportTarget;
  mapping: readonly Column[];
  canChange: boolean;
}

const NONE = 'none';

/** Meaning of each column of the file. A change checks all rows again. */
export function ImportMapping({ id, target, mapping, canChange }: ImportMappingProps) {
  const t = useText();
  const { run, pending } = useStep(remapImport);
  const [changes, setChanges] = useState<Readonly<Record<string, string | null>>>({});
  const columns = mapping.map(({ header, column = null }) => ({
    header,
    column: header in changes ? (changes[header] ?? null) : column,
  }));
  const used = columns.filter(({ column }) => column !== null).length;
  async function save() {
    if (await run({ id, columns })) setChanges({});
  }
  /** A column belongs to one header: the former one loses it. */
  const choose = (header: string, column: string | null) =>
    setChanges((before) => ({
      ...before,
      ...Object.fromEntries(
        columns.flatMap((one) =>
          column !== null && one.column === column ? [[one.header, null] as const] : [],
        ),
      ),
      [header]: column,
    }));
  return (
    <Card
      title={t('ui.import.mapping')}
      note={t('ui.import.mappingNote', { used, all: mapping.length })}
      actions={
        Object.keys(changes).length > 0 && (
          <Button size="sm" isPending={pending} onPress={() => void save()}>
            {t('ui.import.recheck')}
          </Button>
        )
      }
    >
      <CardGrid>
        {columns.map(({ header, column }) => (
          <Select
            key={header}
            label={header}
            size="sm"
            isDisabled={!canChange}
            value={column ?? NONE}
            onChange={(value) => choose(header, value === NONE ? null : value)}
            options={[
              { id: NONE, label: t('ui.import.notImported') },
              ...IMPORT_COLUMNS[target].map((key) => ({
                id: key,
                label: columnText(target, key, t),
              })),
            ]}
          />
        ))}
      </CardGrid>
    </Card>
  );
}
