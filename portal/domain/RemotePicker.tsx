import { useState } from 'react';
import { useSettled } from '../lib/debounce.ts';
import { ComboBox, type ComboBoxProps } from '../ui/ComboBox.tsx';
import type { Option } from '../ui/Options.tsx';

/** Choices for what is typed, as the server finds them. */
export type UseChoices = (search: string) => { options: readonly Option[]; loading: boolean };

export interface RemotePickerProps
  extends Omit<
    ComboBoxProps,
    'options' | 'inputValue' | 'onInputChange' | 'isLoading' | 'onChange'
  > {
  onChange: (id: string | null, option: Option | null) => void;
  /** The choice with which it opens. */
  initial?: Option | null;
  useChoices: UseChoices;
}

/** A record found by typing; the server does the matching. */
export function RemotePicker({
  initial = null,
  useChoices,
  onChange,
  ...field
}: RemotePickerProps) {
  const [chosen, setChosen] = useState<Option | null>(initial);
  const [text, setText] = useState(initial?.label ?? '');
  // The name of the choice in the box is no search: opening the list again shows all.
  const search = useSettled(text === chosen?.label ? '' : text.trim());
  const { options, loading } = useChoices(search);
  // The box takes its text from the choice, which therefore has to be among the options.
  const listed =
    chosen && !options.some(({ id }) => id === chosen.id) ? [chosen, ...options] : options;
  function choose(id: string | null) {
    const option = listed.find((o) => o.id === id) ?? null;
    setChosen(option);
    setText(option?.label ?? '');
    onChange(id, option);
  }
  return (
    <ComboBox
      {...field}
      options={listed}
      onChange={choose}
      inputValue={text}
      onInputChange={setText}
      isLoading={loading}
    />
  );
}
