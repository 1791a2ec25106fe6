import { goals } from './goals.ts';
import type { Operation } from './operations.ts';
import { hasProc } from './proc.ts';
import type { Sample } from './rounds.ts';
import { type ContenderId, contenders } from './servers.ts';

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const digits = (value: number, least = 2): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(least);
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** The results of all rounds as two Markdown tables: the figures of each server, and the product's ratios. */
export function report(
  samples: readonly Sample[],
  operations: readonly Operation[],
  servers: readonly ContenderId[],
): string {
  const of = (operation: string, server: ContenderId): Sample[] =>
    samples.filter((s) => s.operation === operation && s.server === server);
  const figures = operations.map(({ name, title }) => [
    `${name} ${title}`,
    ...servers.map((server) => cell(of(name, server))),
  ]);
  const memories = servers.map((server) => {
    const own = samples.filter((s) => s.server === server).map((s) => s.memory);
    return hasProc ? digits(Math.max(...own)) : '–';
  });
  const others = servers.filter((server) => server !== 'product');
  const ratios = operations.map(({ name }) => [
    name,
    ...others.flatMap((server) => compared(name, of(name, 'product'), of(name, server), server)),
  ]);
  return [
    'Medians of all rounds: requests/s; p50 / p99 in ms; CPU ms for each request, Node + PostgreSQL.',
    '',
    table(
      ['', ...servers.map((id) => contenders[id].name)],
      [...figures, ['highest memory, MiB', ...memories]],
    ),
    ...(servers.includes('product')
      ? [
          '',
          'PartnerGraph against each: requests/s (medians of the rounds’ ratios, least and most), CPU for each request, p99; a goal behind what misses it.',
          '',
          table(['', ...others.map((id) => contenders[id].name)], ratios),
        ]
      : []),
  ].join('\n');
}

function cell(own: readonly Sample[]): string {
  if (own.length === 0) return '–';
  const of = (value: (s: Sample) => number): number => median(own.map(value));
  const cpu = `${digits(of((s) => s.nodeMs))} + ${digits(of((s) => s.postgresMs))}`;
  return `${digits(of((s) => s.perSecond))}; ${digits(
    of((s) => s.p50),
    1,
  )} / ${digits(
    of((s) => s.p99),
    1,
  )}${hasProc ? `; ${cpu}` : ''}`;
}

/** Ratios between samples of the same round. */
function compared(
  operation: string,
  own: readonly Sample[],
  other: readonly Sample[],
  server: ContenderId,
): string {
  if (own.length === 0 || own.length !== other.length) return '–';
  const ratios = (value: (s: Sample) => number): number[] =>
    own.map((sample, i) => value(sample) / value(other[i]!));
  const speed = ratios((s) => s.perSecond);
  const cpu = median(ratios((s) => s.nodeMs + s.postgresMs));
  const p99 = median(ratios((s) => s.p99));
  const goal = goals[operation]?.[server];
  const spread = `${digits(Math.min(...speed))}–${digits(Math.max(...speed))}`;
  const missed = [
    ...(goal?.speed !== undefined && median(speed) < goal.speed ? [`≥ ${goal.speed}`] : []),
    ...(goal?.lead !== undefined && median(speed) > goal.lead ? [`≤ ${digits(goal.lead)}`] : []),
    ...(hasProc && goal?.cpu !== undefined && cpu > goal.cpu ? [`CPU ≤ ${goal.cpu}`] : []),
  ];
  const text = `${digits(median(speed))} (${spread}), ${hasProc ? `CPU ${digits(cpu)}, ` : ''}p99 ${digits(p99)}`;
  return missed.length > 0 ? `${text} **[${missed.join(', ')}]**` : text;
}
