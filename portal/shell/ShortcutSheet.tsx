import { useText } from '../lib/i18n.tsx';
import {
  ON_APPLE,
  type Shortcuts,
  setSingleKeys,
  shortcutSheet,
  useShownShortcuts,
  useSingleKeys,
} from '../lib/shortcuts.ts';
import { Kbd } from '../ui/display/Kbd.tsx';
import { Switch } from '../ui/fields/Switch.tsx';
import { Dialog } from '../ui/overlays/Dialog.tsx';
import styles from './ShortcutSheet.module.css';

const MOD = ON_APPLE ? '⌘' : 'Ctrl';

const EVERYWHERE: Shortcuts = {
  title: 'ui.keys.everywhere',
  keys: [
    [`${MOD} K`, 'ui.keys.palette'],
    ['?', 'ui.keys.sheet'],
    ['/', 'ui.keys.find'],
    ['1 … 9', 'ui.keys.tab'],
    ['U', 'ui.keys.back'],
    [`${MOD} Enter`, 'ui.keys.send'],
    ['Esc', 'ui.keys.close'],
  ],
};

/** Lists the keys of the present page, then those of every page. */
export function ShortcutSheet() {
  const t = useText();
  const isOn = useSingleKeys();
  const groups = [...new Set(useShownShortcuts()), EVERYWHERE];
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => shortcutSheet.set(open)}
      title={t('ui.shell.keys')}
      closeLabel={t('ui.close')}
      footer={
        <Switch isSelected={isOn} onChange={setSingleKeys}>
          {t('ui.keys.single')}
        </Switch>
      }
    >
      <div className={styles.groups}>
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3 className={styles.title}>{t(title)}</h3>
            <dl className={styles.keys}>
              {keys.map(([key, text]) => (
                <div key={text} className={styles.line}>
                  <dt>{t(text)}</dt>
                  <dd>
                    {key.split(' ').map((part) => (
                      <Kbd key={part}>{part}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
