import { isoMinute } from '../lib/dates.ts';
import type { Draft } from '../lib/drafts.ts';
import { useText } from '../lib/i18n.tsx';
import { cx } from '../ui/cx.ts';
import styles from './KeptNote.module.css';

/** Says in the foot of a form that its input stays on this device, and since when. */
export function KeptNote({ draft: { keptAt, isApart } }: { draft: Draft }) {
  const t = useText();
  return (
    <span className={cx('note', styles.kept)}>
      {isApart && `${t('ui.restored.apart')} `}
      {keptAt
        ? t('ui.discount.keptAt', { time: isoMinute(keptAt).slice(-5) })
        : t('ui.discount.keptHere')}
    </span>
  );
}
