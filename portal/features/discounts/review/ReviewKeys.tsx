import { useText } from '../../../lib/i18n.tsx';
import { setSingleKeys, useSingleKeys } from '../../../lib/shortcuts.ts';
import { Kbd } from '../../../ui/display/Kbd.tsx';
import { Switch } from '../../../ui/fields/Switch.tsx';
import styles from './Review.module.css';

/** Legend of the queue's keys, and the switch that turns them off. */
export function ReviewKeys() {
  const t = useText();
  const isOn = useSingleKeys();
  return (
    <footer className={styles.keys}>
      <Switch isSelected={isOn} onChange={setSingleKeys}>
        {t('ui.review.keys')}
      </Switch>
      {isOn && (
        <>
          <span>
            <Kbd>J</Kbd> <Kbd>K</Kbd> {t('ui.review.key.move')}
          </span>
          <span>
            <Kbd>A</Kbd> {t('ui.review.approve')}
          </span>
          <span>
            <Kbd>R</Kbd> {t('ui.review.reject')}
          </span>
          <span>
            <Kbd>Z</Kbd> {t('ui.undo')}
          </span>
        </>
      )}
    </footer>
  );
}
