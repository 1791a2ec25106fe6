import { Bookmark, ChevronDown, Pencil, Plus, Save, Star, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../lib/i18n.tsx';
import { lazyComponent } from '../lib/lazy.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { toast } from '../ui/feedback/Toast.tsx';
import { Menu, type MenuEntry } from '../ui/overlays/Menu.tsx';
import type { List } from './define.ts';
import { savedState } from './saved-views.ts';
import type { Base, ListState } from './useListState.ts';
import { useViewCommands } from './useViewCommands.ts';
import type { ListViews } from './useViews.ts';

const SaveViewDialog = lazyComponent(() => import('./SaveViewDialog.tsx'), 'SaveViewDialog');
const DeleteViewDialog = lazyComponent(() => import('./DeleteViewDialog.tsx'), 'DeleteViewDialog');

export interface ViewMenuProps {
  list: List;
  state: ListState;
  views: ListViews;
}

/** Saves the present state as a view, and changes or deletes the present view. */
export function ViewMenu({ list, state, views }: ViewMenuProps) {
  const t = useText();
  const { save, setDefault } = useViewCommands();
  const [asking, setAsking] = useState<'saveAs' | 'edit' | 'delete' | null>(null);
  const { base, saved, reload } = views;
  const show = (view: Base) => state.show(view, false);

  async function update() {
    if (!saved) return;
    const { id, version, name, isShared } = saved;
    const parameters = parametersOf(state);
    const payload = await save({ id, version, list: list.name, name, isShared, parameters });
    if (!payload?.savedView) return;
    toast.show({ tone: 'good', title: t('ui.view.saved') });
    show({ id, state: savedState(payload.savedView), isSaved: true });
  }
  async function toggleDefault() {
    if (saved && (await setDefault(list.name, saved.isDefault ? null : saved.id))) reload();
  }

  const items: MenuEntry[] = [];
  if (saved?.isEditable && state.isDirty)
    items.push({
      id: 'update',
      label: t('ui.view.update', { name: saved.name }),
      icon: Save,
      onAction: () => void update(),
    });
  items.push({
    id: 'saveAs',
    label: t('ui.view.saveAs'),
    icon: Plus,
    onAction: () => setAsking('saveAs'),
  });
  if (state.isDirty)
    items.push({
      id: 'discard',
      label: t('ui.view.discard'),
      icon: Undo2,
      onAction: () => show(base),
    });
  if (saved)
    items.push('-', {
      id: 'default',
      label: t(saved.isDefault ? 'ui.view.unsetDefault' : 'ui.view.setDefault'),
      icon: Star,
      onAction: () => void toggleDefault(),
    });
  if (saved?.isEditable)
    items.push(
      { id: 'edit', label: t('ui.view.edit'), icon: Pencil, onAction: () => setAsking('edit') },
      {
        id: 'delete',
        label: t('ui.view.delete'),
        icon: Trash2,
        tone: 'danger',
        onAction: () => setAsking('delete'),
      },
    );
  return (
    <>
      <Menu
        label={t('ui.view')}
        items={items}
        trigger={
          <Button size="sm" icon={Bookmark} endIcon={ChevronDown} aria-label={t('ui.view')}>
            <span className="wide-only">{t('ui.view')}</span>
          </Button>
        }
      />
      {(asking === 'saveAs' || asking === 'edit') && (
        <SaveViewDialog
          list={list}
          view={asking === 'edit' ? saved : undefined}
          parameters={asking === 'edit' && saved ? saved.parameters : parametersOf(state)}
          onClose={() => setAsking(null)}
          onSaved={(view) => {
            reload();
            if (asking === 'saveAs') show({ id: view.id, state: savedState(view), isSaved: true });
          }}
        />
      )}
      {asking === 'delete' && saved && (
        <DeleteViewDialog
          view={saved}
          onClose={() => setAsking(null)}
          onDeleted={() => {
            reload();
            views.showFirst(state);
          }}
        />
      )}
    </>
  );
}

const parametersOf = ({ viewState }: ListState) =>
  Object.entries(viewState).map(([name, value]) => ({ name, value }));
