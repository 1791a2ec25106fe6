import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useText } from '../lib/i18n.tsx';
import type { FormVersion } from '../lib/version.ts';
import { Button } from '../ui/actions/Button.tsx';
import { Dialog } from '../ui/overlays/Dialog.tsx';
import styles from './StaleDialog.module.css';

export interface FieldText {
  label: string;
  text: string | null;
}

export interface StaleDialogProps<V extends FieldValues> {
  form: UseFormReturn<V>;
  version: FormVersion;
  /** The present record as initial values of the form. */
  latest: { version: number; values: V };
  /** The form's values as text, always the same fields in the same order. */
  describe: (values: V) => readonly FieldText[];
  /** Sends the form again, based on the newer version. */
  onMine: () => void;
  /** Discards the form's values in favor of the newer version. */
  onTheirs: () => void;
}

/**
 * Shown when a form was refused because its record has a newer version: compares both and asks
 * which one to keep.
 */
export function StaleDialog<V extends FieldValues>(props: StaleDialogProps<V>) {
  const { form, version, latest, describe, onMine, onTheirs } = props;
  const t = useText();
  if (!version.isStale) return null;
  const theirs = describe(latest.values);
  const rows = describe(form.getValues()).map(({ label, text }, index) => ({
    label,
    mine: text || t('ui.none'),
    theirs: theirs[index]?.text || t('ui.none'),
  }));
  const differing = rows.filter((row) => row.mine !== row.theirs);
  const take = (step: () => void) => () => {
    version.set(latest.version);
    step();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={version.dismiss}
      role="alertdialog"
      title={t('ui.stale.title')}
      description={t(differing.length > 0 ? 'ui.stale.text' : 'ui.stale.same')}
      closeLabel={t('ui.close')}
      footer={
        <>
          <Button onPress={take(onTheirs)}>{t('ui.stale.takeTheirs')}</Button>
          {differing.length > 0 && (
            <Button variant="primary" onPress={take(onMine)}>
              {t('ui.stale.takeMine')}
            </Button>
          )}
        </>
      }
    >
      {differing.length > 0 && (
        <table className={styles.table} aria-label={t('ui.stale.title')}>
          <thead>
            <tr>
              <th scope="col">{t('ui.stale.field')}</th>
              <th scope="col">{t('ui.stale.mine')}</th>
              <th scope="col">{t('ui.stale.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                <td>{row.mine}</td>
                <td>{row.theirs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
