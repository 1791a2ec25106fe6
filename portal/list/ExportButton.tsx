import { Download } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../lib/i18n.tsx';
import { lazyComponent, preload } from '../lib/lazy.tsx';
import { useMay } from '../lib/session.ts';
import { Button } from '../ui/actions/Button.tsx';
import type { ExportDialogProps } from './ExportDialog.tsx';
import { rootOf } from './root-of.ts';

const ExportDialog = lazyComponent(() => import('./ExportDialog.tsx'), 'ExportDialog');

/** Button over a list that writes its rows to a file. */
export function ExportButton(props: Omit<ExportDialogProps, 'onClose'>) {
  const t = useText();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may('exportStart') || !rootOf(props.list)) return null;
  return (
    <>
      <Button
        size="sm"
        icon={Download}
        onHoverStart={() => preload(ExportDialog)}
        onPress={() => setOpen(true)}
      >
        {t('ui.export')}
      </Button>
      {isOpen && <ExportDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
