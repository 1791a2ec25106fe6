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
  /** Null while the text in the box is no choice. */
  value: string | null;
  onChange: (value: string | null) => void;
  placeholder?: string;
  /** Shown instead of options. */
  emptyText: string;
  inputValue: string;
  /** `composing`: the characters are not final yet, as while pinyin becomes 汉字. */
  onInputChange: (text: string, composing: boolean) => void;
  /** Whether the options answer an earlier text: none of them can be taken, and Enter waits for the next. */
  isBehind: boolean;
  /** True while they take longer than a moment. */
  isSlow?: boolean;
  onOpen?: () => void;
  /** Brings back the choice that an edit undid; absent: there was none. */
  onRestore?: () => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** A choice found by typing; the caller does the matching. */
export function ComboBox(props: ComboBoxProps) {
  const { options, value, onChange, isBehind, onOpen } = props;
  // Whoever points at the box wants its list; a dialog that begins in it does not, nor does the Tab key.
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
        // A box that is left while it waits for its answer keeps the text until then.
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
  /** Enter was pressed, and its answer is on its way. */
  isEntered: boolean;
  setEntered: (on: boolean) => void;
}

/** The text and its keys. */
function Box(props: BoxProps) {
  const { options, value, onChange, inputValue, isBehind, onRestore, composing, isEntered } = props;
  const state = useContext(ComboBoxStateContext);
  /**
   * Enter takes the one option that the text can mean. Of several it marks the first, so that the next Enter
   * takes what is seen; a box without the focus it empties.
   */
  const take = useEffectEvent(() => {
    props.setEntered(false);
    const one = meant(options, inputValue);
    if (one) onChange(one.id);
    else if (!state?.isFocused) onChange(null);
    else state.selectionManager.setFocusedKey(options[0]?.id ?? null);
  });
  // An open list shows its options a moment after they are given to it; before, none can be marked.
  const [first] = options;
  const shown = first && state?.collection.getItem(first.id);
  const isShown =
    !first || (shown && Boolean(shown.props.isDisabled) === Boolean(first.isDisabled));
  // The library renders the box once more, out of sight and without a state, to collect its options.
  const isReady = state && isEntered && !isBehind && (!state.isOpen || isShown);
  useEffect(() => {
    if (isReady) take();
  }, [isReady]);
  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    const isText = value === null && inputValue.trim() !== '';
    const isMarked = event.currentTarget.hasAttribute('aria-activedescendant');
    if (event.key === 'Escape') props.setEntered(false);
    // With Tab the library would decide on the text, and open the list again for it.
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
