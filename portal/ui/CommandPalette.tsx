import { type LucideIcon, Search } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  type Key,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import styles from './CommandPalette.module.css';
import { Icon } from './Icon.tsx';
import { Marked } from './Marked.tsx';
import { Spinner } from './Spinner.tsx';

/** One thing to choose; `of` is the caller's own, given back when it is chosen. */
export interface PaletteEntry<T> {
  of: T;
  /** Unique in the whole palette. */
  id: string;
  icon: LucideIcon;
  title: string;
  /** Behind the title: a number, a name beside it. */
  note?: string | null;
  /** At the right edge: a state, a key. */
  end?: ReactNode;
}

export interface PaletteGroup<T> {
  id: string;
  label: string;
  entries: readonly PaletteEntry<T>[];
}

export interface CommandPaletteProps<T> {
  label: string;
  placeholder: string;
  text: string;
  /** `composing`: the characters are not final yet, as while pinyin becomes 汉字. */
  onText: (text: string, composing: boolean) => void;
  groups: readonly PaletteGroup<T>[];
  onChoose: (entry: PaletteEntry<T>) => void;
  onClose: () => void;
  isBusy: boolean;
  /** Instead of groups when there is none. */
  empty: ReactNode;
  /** Which keys do what. */
  footer: ReactNode;
}

/**
 * A box over the page in which typing finds and Enter opens: arrows, Enter and Escape are all it needs.
 * The first entry is always the chosen one.
 */
export function CommandPalette<T>(props: CommandPaletteProps<T>) {
  const { label, text, onText, groups, onChoose, onClose } = props;
  const composing = useRef(false);
  const entries = groups.flatMap((group) => group.entries);
  const [first] = entries;
  const choose = (id: Key) => {
    const entry = entries.find((one) => one.id === id);
    if (entry) onChoose(entry);
  };
  return (
    <ModalOverlay className={styles.overlay} isOpen onOpenChange={onClose} isDismissable>
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog} aria-label={label}>
          <Autocomplete inputValue={text} onInputChange={(next) => onText(next, composing.current)}>
            <SearchField aria-label={label} className={styles.field} autoFocus>
              <Icon of={Search} />
              <Input
                className={styles.input}
                role="combobox"
                aria-expanded="true"
                aria-haspopup="listbox"
                placeholder={props.placeholder}
                onCompositionStart={() => {
                  composing.current = true;
                }}
                onCompositionEnd={(event) => {
                  composing.current = false;
                  onText(event.currentTarget.value, false);
                }}
                onKeyDown={(event) => {
                  if (composing.current) return;
                  // The field would keep the first Escape to empty itself.
                  if (event.key === 'Escape') onClose();
                  // Finds that came late are not marked by the library until an arrow is pressed.
                  const isMarked = event.currentTarget.hasAttribute('aria-activedescendant');
                  if (event.key === 'Enter' && !isMarked && first) onChoose(first);
                }}
              />
              {props.isBusy && <Spinner size={14} />}
            </SearchField>
            <ListBox
              aria-label={label}
              className={styles.list}
              onAction={choose}
              renderEmptyState={() => <div className={styles.empty}>{props.empty}</div>}
            >
              {groups.map((group) => (
                <ListBoxSection key={group.id} id={group.id}>
                  <Header className={styles.heading}>{group.label}</Header>
                  {group.entries.map((entry) => (
                    <Entry key={entry.id} entry={entry} text={text} />
                  ))}
                </ListBoxSection>
              ))}
            </ListBox>
          </Autocomplete>
          <footer className={styles.foot}>{props.footer}</footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Entry({ entry, text }: { entry: PaletteEntry<unknown>; text: string }) {
  const { id, icon, title, note, end } = entry;
  return (
    <ListBoxItem id={id} textValue={title} className={styles.item}>
      <Icon of={icon} />
      <span className={styles.words}>
        <span className={styles.title}>
          <Marked text={title} part={text.trim()} />
        </span>
        {note && (
          <span className={styles.note}>
            <Marked text={note} part={text.trim()} />
          </span>
        )}
      </span>
      {end}
    </ListBoxItem>
  );
}
