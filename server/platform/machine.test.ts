import { describe, expect, it } from '@jest/globals';
import { diagram, machine, mutationName } from './machine.ts';

const open = { event: 'open', from: [null], to: 'OPEN', by: ['operator'] } as const;
const close = { event: 'close', from: ['OPEN'], to: 'CLOSED', by: ['operator'] } as const;
const door = (transitions: unknown[], due: unknown[] = []) =>
  machine({ type: 'Door', states: ['OPEN', 'CLOSED'], transitions, due } as never);

describe('transition tables are checked when they are loaded', () => {
  it('a valid table is returned', () => {
    const table = door([open, close]);
    expect(table.transitionOf('close', 'OPEN')).toBe(table.transitions[1]);
    expect(table.transitionOf('close', 'CLOSED')).toBeUndefined();
  });

  it.each([
    ['an unreachable state', [open], 'CLOSED is unreachable'],
    [
      'an unknown state',
      [open, close, { ...close, event: 'lock', to: 'LOCKED' }],
      'unknown state LOCKED',
    ],
    ['an event without a role', [open, { ...close, by: [] }], 'names no role'],
    ['two rows for one event and state', [open, close, close], 'two rows for close from OPEN'],
  ])('%s stops the build', (_, transitions, message) => {
    expect(() => door(transitions)).toThrow(message);
  });

  it('a clock must be able to leave its state', () => {
    const rule = { state: 'CLOSED', event: 'close', kind: 'INSTANT', acts: null, at: 'dueAt' };
    expect(() => door([open, close], [rule])).toThrow('cannot leave CLOSED');
  });
});

describe('a table gives', () => {
  it('the names of mutations', () => {
    expect(mutationName('PartnerBinding', 'requestUnbind')).toBe('partnerBindingRequestUnbind');
  });

  it('a diagram', () => {
    expect(diagram(door([open, close]))).toBe(
      'stateDiagram-v2\n  [*] --> OPEN: open\n  OPEN --> CLOSED: close',
    );
  });
});
