import { Search } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent } from '../../lib/lazy.tsx';
import { inDialog, ON_APPLE } from '../../lib/shortcuts.ts';
import type { PageAction } from '../../shell/feature.ts';
import { Icon } from '../../ui/display/Icon.tsx';
import { Kbd } from '../../ui/display/Kbd.tsx';
import styles from './SearchBox.module.css';

const load = () => import('./Palette.tsx');
const Palette = lazyComponent(load, 'Palette');

const KEYS = ON_APPLE ? '⌘ K' : 'Ctrl K';
const isCall = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'k' && (ON_APPLE ? metaKey : ctrlKey) && !altKey && !shiftKey;

/** A button in the shape of a search box; it opens the palette, as does Ctrl+K on every page. */
export function SearchBox() {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const typed = useRef<string | null>(null);
  const [begun, setBegun] = useState<PageAction | null>(null);
  const Begun = begun?.dialog;
  const open = useCallback(() => {
    typed.current = '';
    setOpen(true);
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // The first key of the shortcut is down: begin to load the palette.
      if (event.key === (ON_APPLE ? 'Meta' : 'Control')) void load();
      if (!isCall(event)) return;
      event.preventDefault();
      if (!inDialog()) open();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open]);
  // Keys typed while the palette loads belong to the palette, not to the page.
  useEffect(() => {
    if (!isOpen) return;
    const collect = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey } = event;
      if (typed.current === null || ctrlKey || metaKey || altKey) return;
      if (key === 'Escape') setOpen(false);
      else if (key === 'Backspace') typed.current = typed.current.slice(0, -1);
      else if (key.length === 1) typed.current += key;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', collect, true);
    return () => window.removeEventListener('keydown', collect, true);
  }, [isOpen]);
  return (
    <>
      <Button
        className={styles.box}
        aria-keyshortcuts={ON_APPLE ? 'Meta+K' : 'Control+K'}
        aria-haspopup="dialog"
        onPress={open}
        onHoverStart={load}
        onFocus={load}
      >
        <Icon of={Search} />
        <span className={styles.words}>{t('ui.palette.placeholder')}</span>
        <span className={styles.keys}>
          <Kbd>{KEYS}</Kbd>
        </span>
      </Button>
      {isOpen && <Palette typed={typed} onBegin={setBegun} onClose={() => setOpen(false)} />}
      {Begun && <Begun onClose={() => setBegun(null)} />}
    </>
  );
}
