import { Download } from 'lucide-react';
import { loadPart } from '../../../lib/connection.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';

/** Writes the figures of a table to a CSV file. A report has few rows, so no job is needed. */
export function FileButton({
  name,
  rows,
}: {
  name: string;
  rows: () => readonly (readonly (string | number)[])[];
}) {
  const t = useText();
  async function save() {
    const { csvOf, saveFile } = await loadPart(() => import('../../../lib/csv.ts'));
    saveFile(`${name}.csv`, csvOf(rows()));
  }
  return (
    <Button size="sm" icon={Download} onPress={save} data-noprint>
      {t('ui.export')}
    </Button>
  );
}
