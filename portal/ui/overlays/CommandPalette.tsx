import { type LucideIcon, Search } from 'lucide-react';
import {
  memo,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
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

/** One entry; `of` is the caller's value, passed back when the entry is chosen. */
export interface PaletteEntry<T> {
  of: T;
  id: string;
  icon: LucideIcon;
  title: string;
  note?: string | null;
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
  /** `composing`: an input method is active, such as while pinyin becomes 汉字. */
  onText: (text: string, composing: boolean) => void;
  groups: readonly PaletteGroup<T>[];
  onChoose: (entry: PaletteEntry<T>) => void;
  onClose: () => void;
  /** True while the results for the text load. */
  isBehind: boolean;
  isBusy: boolean;
  empty: ReactNode;
  footer: ReactNode;
}

/** A command palette: typing searches, Enter opens the marked entry. The first entry is always marked. */
export function CommandPalette<T>(props: CommandPaletteProps<T>) {
  const { label, text, isBehind, isBusy, onClose } = props;
  const [shown, setShown] = useState(props);
  // Outdated entries stay visible while new ones load, so that nothing flickers.
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
                  // Enter applies to the results of the present text; an outdated entry cannot be
                  // chosen.
                  event.stopPropagation();
                  if (!hasMoved.current) setEntered(true);
                }}
                onKeyDown={(event) => {
                  if (composing.current) return;
                  // The field would use the first Escape to clear itself.
                  if (event.key === 'Escape') onClose();
                  // React Aria marks no entry of late results until an arrow key is pressed.
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

/** React Aria marks an entry half a second after a key, even if the entry is gone. */
function Unmark({ of }: { of: CommandPaletteProps<unknown> }) {
  const state = useContext(AutocompleteStateContext);
  const marked = state?.focusedNodeId;
  // Before the next frame, so that no screen reader follows a mark to nothing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new results may lack the marked entry
  useLayoutEffect(() => {
    if (marked && !document.getElementById(marked)) state?.setFocusedNodeId(null);
  }, [marked, state, of]);
  return null;
}

/** Rerenders only when the results are another object. */
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
