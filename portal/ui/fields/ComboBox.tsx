import { ChevronDown } from 'lucide-react';
import {
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import {
  ComboBox as AriaComboBox,
  Button,
  ComboBoxStateContext,
  Group,
  Input,
  ListBox,
  Popover,
} from 'react-aria-components';
import { Icon } from '../display/Icon.tsx';
import { Spinner } from '../feedback/Spinner.tsx';
import { listClass, popoverClass } from '../overlays/popover.ts';
import styles from './ComboBox.module.css';
import {
  ariaField,
  boxClass,
  FieldFrame,
  type FieldProps,
  fieldClass,
  inputClass,
} from './Field.tsx';
import { meant, type Option, OptionItem } from './Options.tsx';

export interface ComboBoxProps extends FieldProps {
  options: readonly Option[];
  /** Null while the text matches no option. */
  value: string | null;
  onChange: (value: string | null) => void;
  placeholder?: string;
  emptyText: string;
  inputValue: string;
  /** `composing`: an input method is active, such as while pinyin becomes 汉字. */
  onInputChange: (text: string, composing: boolean) => void;
  /** True while the options belong to an earlier text: none can be taken, and Enter waits for the next ones. */
  isBehind: boolean;
  isSlow?: boolean;
  onOpen?: () => void;
  /** Restores the choice that an edit removed; absent if no choice was removed. */
  onRestore?: () => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** A combo box whose caller does the matching. */
export function ComboBox(props: ComboBoxProps) {
  const { options, value, onChange, isBehind, onOpen } = props;
  // A click opens the list; initial focus in a dialog and the Tab key do not.
  const [opensBy, setOpensBy] = useState<'input' | 'focus'>('input');
  const [isEntered, setEntered] = useState(false);
  const composing = useRef(false);
  const edit = (text: string) => {
    setEntered(false);
    props.onInputChange(text, composing.current);
  };
  return (
    <AriaComboBox
      {...ariaField(props)}
      value={value}
      onChange={(key) => {
        // On blur, a box that waits for its options keeps the text until they arrive.
        if (key !== null || !isEntered) onChange(key === null ? null : String(key));
      }}
      items={isBehind ? options.map((option) => ({ ...option, isDisabled: true })) : options}
      inputValue={props.inputValue}
      onInputChange={edit}
      onOpenChange={(isOpen) => isOpen && onOpen?.()}
      allowsEmptyCollection
      menuTrigger={opensBy}
      className={fieldClass(props.className)}
    >
      <FieldFrame {...props}>
        <Box
          {...props}
          composing={composing}
          edit={edit}
          onPoint={() => setOpensBy('focus')}
          isEntered={isEntered}
          setEntered={setEntered}
        />
      </FieldFrame>
      <Popover className={popoverClass} offset={4}>
        <ListBox<Option>
          className={listClass}
          renderEmptyState={() => <p className={styles.empty}>{props.emptyText}</p>}
        >
          {(option) => <OptionItem {...option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

interface BoxProps extends ComboBoxProps {
  composing: RefObject<boolean>;
  edit: (text: string) => void;
  onPoint: () => void;
  /** Enter was pressed before the options arrived. */
  isEntered: boolean;
  setEntered: (on: boolean) => void;
}

function Box(props: BoxProps) {
  const { options, value, onChange, inputValue, isBehind, onRestore, composing, isEntered } = props;
  const state = useContext(ComboBoxStateContext);
  /**
   * Enter takes the only option that the text can mean. Of several it marks the first, so that the
   * next Enter takes the marked one. Without focus it empties the box.
   */
  const take = useEffectEvent(() => {
    props.setEntered(false);
    const one = meant(options, inputValue);
    if (one) onChange(one.id);
    else if (!state?.isFocused) onChange(null);
    else state.selectionManager.setFocusedKey(options[0]?.id ?? null);
  });
  // React Aria shows new options one render later; before that, none can be marked.
  const [first] = options;
  const shown = first && state?.collection.getItem(first.id);
  const isShown =
    !first || (shown && Boolean(shown.props.isDisabled) === Boolean(first.isDisabled));
  // React Aria renders the box once more, hidden and without state, to collect its options.
  const isReady = state && isEntered && !isBehind && (!state.isOpen || isShown);
  useEffect(() => {
    if (isReady) take();
  }, [isReady]);
  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    const isText = value === null && inputValue.trim() !== '';
    const isMarked = event.currentTarget.hasAttribute('aria-activedescendant');
    if (event.key === 'Escape') props.setEntered(false);
    // On Tab, React Aria would accept the text and reopen the list.
    if (composing.current || (event.key === 'Tab' && isEntered)) event.stopPropagation();
    else if (event.key === 'Escape' && value === null && onRestore) {
      event.stopPropagation();
      onRestore();
    } else if (event.key === 'Enter' && isText && !isMarked) {
      event.preventDefault();
      event.stopPropagation();
      props.setEntered(true);
    }
  }
  return (
    <Group
      className={boxClass}
      onPointerDown={() => {
        props.onPoint();
        if (state?.isFocused && !state.isOpen) state.open(null, 'focus');
      }}
    >
      <Input
        ref={props.inputRef}
        className={inputClass}
        placeholder={props.placeholder}
        onKeyDownCapture={onKey}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          props.edit(event.currentTarget.value);
        }}
      />
      {props.isSlow && <Spinner size={14} />}
      <Button className={styles.open}>
        <Icon of={ChevronDown} size={14} />
      </Button>
    </Group>
  );
}
