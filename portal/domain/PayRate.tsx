import { useFormat } from '../lib/format.ts';
import { TwoLine } from '../ui/TwoLine.tsx';

/** A pay rate in a cell: in Chinese 折 over the percent, otherwise in words, because a bare percent could be either share. */
export function PayRate({ rate }: { rate: string }) {
  const format = useFormat();
  const percent = format.percent(rate);
  const fold = format.fold(rate);
  if (fold === percent) return format.payRate(rate);
  return <TwoLine note={percent}>{fold}</TwoLine>;
}
