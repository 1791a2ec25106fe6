import { type LucideIcon, Search } from 'lucide-react';
import { memo, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import {
  Autocomplete,
  AutocompleteStateContext,
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
import { Icon } from '../display/Icon.tsx';
import { Marked } from '../display/Marked.tsx';
import { Spinner } from '../feedback/Spinner.tsx';
import styles from './CommandPalette.module.css';

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
  /** What the text finds is on its way. */
  isBehind: boolean;
  /** It takes so long that one should know. */
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
  const { label, text, isBehind, isBusy, onClose } = props;
  const [shown, setShown] = useState(props);
  // Entries that are about to be replaced stay as they are: a key is answered by its letter, and nothing flickers.
  if (shown !== props && (isBusy || !isBehind)) setShown(props);
  const [first] = entriesOf(shown);
  const composing = useRef(false);
  const hasMoved = useRef(false);
  const [isEntered, setEntered] = useState(false);
  useEffect(() => {
    if (!isEntered || isBehind) return;
    setEntered(false);
    if (first) shown.onChoose(first);
  }, [isEntered, isBehind, first, shown]);
  const onText = (next: string) => {
    hasMoved.current = false;
    setEntered(false);
    props.onText(next, composing.current);
  };
  return (
    <ModalOverlay className={styles.overlay} isOpen onOpenChange={onClose} isDismissable>
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog} aria-label={label}>
          <Autocomplete inputValue={text} onInputChange={onText}>
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
                  onText(event.currentTarget.value);
                }}
                onKeyDownCapture={(event) => {
                  hasMoved.current ||= event.key === 'ArrowDown' || event.key === 'ArrowUp';
                  if (event.key !== 'Enter' || !isBehind || composing.current) return;
                  // Enter means what the text finds, not what the text before it found; an entry that is about
                  // to go cannot be meant at all.
                  event.stopPropagation();
                  if (!hasMoved.current) setEntered(true);
                }}
                onKeyDown={(event) => {
                  if (composing.current) return;
                  // The field would keep the first Escape to empty itself.
                  if (event.key === 'Escape') onClose();
                  // Finds that came late are not marked by the library until an arrow is pressed.
                  const isMarked = event.currentTarget.hasAttribute('aria-activedescendant');
                  if (event.key === 'Enter' && !isMarked && first) shown.onChoose(first);
                }}
              />
              {isBusy && <Spinner size={14} />}
            </SearchField>
            <Finds of={shown as CommandPaletteProps<unknown>} />
            <Unmark of={shown as CommandPaletteProps<unknown>} />
          </Autocomplete>
          <footer className={styles.foot}>{props.footer}</footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const entriesOf = <T,>({ groups }: CommandPaletteProps<T>): PaletteEntry<T>[] =>
  groups.flatMap(({ entries }) => entries);

/** Takes the mark off what is gone: the library sets it half a second after a key, whatever became of the entry. */
function Unmark({ of }: { of: CommandPaletteProps<unknown> }) {
  const state = useContext(AutocompleteStateContext);
  const marked = state?.focusedNodeId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other finds the marked entry may be gone.
  useEffect(() => {
    if (marked && !document.getElementById(marked)) state?.setFocusedNodeId(null);
  }, [marked, state, of]);
  return null;
}

/** Drawn anew only for finds that are another object than before. */
const Finds = memo(function Finds({ of }: { of: CommandPaletteProps<unknown> }) {
  const choose = (id: Key) => {
    const entry = entriesOf(of).find((one) => one.id === id);
    if (entry) of.onChoose(entry);
  };
  return (
    <ListBox
      aria-label={of.label}
      className={styles.list}
      onAction={choose}
      renderEmptyState={() => <div className={styles.empty}>{of.empty}</div>}
    >
      {of.groups.map((group) => (
        <ListBoxSection key={group.id} id={group.id}>
          <Header className={styles.heading}>{group.label}</Header>
          {group.entries.map((entry) => (
            <Entry key={entry.id} entry={entry} text={of.text} />
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  );
});

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
