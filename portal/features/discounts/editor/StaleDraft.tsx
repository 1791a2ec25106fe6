import type { UseFormReturn } from 'react-hook-form';
import { CURRENCY, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { FormVersion } from '../../../lib/version.ts';
import { StaleDialog } from '../../../shell/StaleDialog.tsx';
import type { EditorValues } from './editor-values.ts';
import type { SavedDraft } from './useEditorSave.ts';

export interface StaleDraftProps {
  form: UseFormReturn<EditorValues>;
  saved: SavedDraft;
  version: FormVersion;
  specifications: readonly { id: string; name: string }[];
  onMine: () => void;
  onTheirs: () => void;
}

/** The draft was saved elsewhere meanwhile: compares both versions and asks which one to keep. */
export function StaleDraft({ specifications, saved, ...dialog }: StaleDraftProps) {
  const t = useText();
  const format = useFormat();
  function priceIn({ lines }: EditorValues, id: string): string | null {
    const line = lines.find((one) => one.specificationId === id);
    if (!line?.payRate) return null;
    const net = format.money({ amount: line.netPrice || '0', currency: CURRENCY });
    return `${format.payRate(line.payRate)} · ${net}`;
  }
  return (
    <StaleDialog
      {...dialog}
      latest={saved}
      describe={(values) => [
        { label: t('ui.discount.name'), text: values.name.trim() },
        ...specifications.map(({ id, name }) => ({ label: name, text: priceIn(values, id) })),
        { label: t('ui.discount.firstDay'), text: values.validFrom },
        { label: t('ui.discount.lastDay'), text: values.validUntil },
        { label: t('ui.discount.note'), text: values.note.trim() },
      ]}
    />
  );
}
