import { Download } from 'lucide-react';
import { csvOf, saveFile } from '../../../lib/csv.ts';
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
  return (
    <Button size="sm" icon={Download} onPress={() => saveFile(`${name}.csv`, csvOf(rows()))}>
      {t('ui.export')}
    </Button>
  );
}
