import { useFormat } from '../lib/format.ts';
import { TwoLine } from '../ui/display/TwoLine.tsx';

/**
 * A pay rate in a cell: in Chinese 折 over the percentage, otherwise with a label, because a bare
 * percentage could be either share. `note` adds an explanation.
 */
export function PayRate({ rate, note }: { rate: string; note?: string }) {
  const format = useFormat();
  const percent = format.percent(rate);
  const fold = format.fold(rate);
  const isPlain = fold === percent;
  const notes = [isPlain ? null : percent, note].filter(Boolean).join(' · ');
  const text = isPlain ? format.shortRate(rate) : fold;
  return notes ? <TwoLine note={notes}>{text}</TwoLine> : text;
}
