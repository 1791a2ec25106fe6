import { useRouter } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { type RefObject, useEffect } from 'react';
import { failureOf } from '../../lib/errors.ts';
import { useText } from '../../lib/i18n.tsx';
import { useTyped } from '../../lib/live-search.ts';
import { remember } from '../../lib/recent.ts';
import { useSession } from '../../lib/session.ts';
import type { PageAction } from '../../shell/feature.ts';
import { useObjectPath } from '../../shell/objects.ts';
import { Kbd } from '../../ui/display/Kbd.tsx';
import { CommandPalette, type PaletteGroup } from '../../ui/overlays/CommandPalette.tsx';
import type { Choice } from './choice.ts';
import styles from './Palette.module.css';
import { useCommands } from './useCommands.ts';
import { useFoundGroups } from './useFoundGroups.tsx';
import { useHits } from './useHits.ts';

const KEYS = [
  ['move', '↑ ↓'],
  ['open', 'Enter'],
  ['close', 'Esc'],
] as const;

export interface PaletteProps {
  /** Text typed while the palette was loading; null once its own field takes the keys. */
  typed: RefObject<string | null>;
  /** Called for an action with a dialog, after the palette has closed. */
  onBegin: (action: PageAction) => void;
  onClose: () => void;
}

/** Finds objects, pages and actions by name, number, pinyin and initials. */
export function Palette({ typed, onBegin, onClose }: PaletteProps) {
  const t = useText();
  const router = useRouter();
  const { member } = useSession();
  const pathOf = useObjectPath();
  const { text, wanted: searched, edit } = useTyped(typed.current ?? '');
  const wanted = searched.trim();
  useEffect(() => {
    typed.current = null;
  }, [typed]);
  const { hits, failure, isSlow, isCurrent, retry } = useHits(wanted);
  const groups: PaletteGroup<Choice>[] = [
    ...useFoundGroups(wanted === '' ? null : hits),
    ...useCommands(wanted),
  ];
  if (failure)
    groups.push({
      id: 'failure',
      label: t(`ui.failure.${failureOf(failure).kind}.title`),
      entries: [{ id: 'retry', icon: RotateCw, title: t('ui.retry'), of: { run: retry } }],
    });

  function choose({ of }: { of: Choice }) {
    if ('run' in of) {
      of.run();
      if (of.run === retry) return;
    }
    onClose();
    if ('hit' in of) {
      const { type, id, title, code, note } = of.hit;
      remember(member.id, { type, id, title, note: code ?? note });
      const path = pathOf(type, id);
      // An object without a page opens in its list.
      const rest = path?.endsWith(id) ? '' : `?q=${encodeURIComponent(title)}`;
      if (path) router.history.push(path + rest);
    }
    if ('path' in of) router.history.push(of.path);
    if ('action' in of) {
      if (of.action.to) router.history.push(of.action.to);
      else onBegin(of.action);
    }
  }

  return (
    <CommandPalette
      label={t('ui.palette.label')}
      placeholder={t('ui.palette.placeholder')}
      text={text}
      onText={edit}
      groups={groups}
      onChoose={choose}
      onClose={onClose}
      isBehind={!isCurrent && !failure}
      isBusy={isSlow}
      empty={
        isCurrent ? (
          <>
            <p>{t('ui.palette.nothing', { text: wanted })}</p>
            <p className="note">{t('ui.palette.nothingText')}</p>
          </>
        ) : (
          <p className="note">{t('ui.searching')}</p>
        )
      }
      footer={KEYS.map(([id, key]) => (
        <span key={id} className={styles.key}>
          <Kbd>{key}</Kbd>
          {t(`ui.palette.key.${id}`)}
        </span>
      ))}
    />
  );
}
