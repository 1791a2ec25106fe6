import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { useStore } from '../../lib/store.ts';
import styles from './Editor.module.css';
import { lastCost } from './explorer-session.ts';
import { useEditorLook } from './useEditorLook.ts';

export function CostLine() {
  useEditorLook();
  const t = useText();
  const format = useFormat();
  const cost = useStore(lastCost);
  return (
    <p className={styles.cost} aria-live="polite">
      {cost
        ? t('ui.explorer.cost', {
            requested: format.number(cost.requested),
            actual: format.number(cost.actual),
            available: format.number(cost.throttle.available),
            maximum: format.number(cost.throttle.maximum),
            rate: format.number(cost.throttle.restoreRate),
          })
        : t('ui.explorer.noCost')}
    </p>
  );
}
