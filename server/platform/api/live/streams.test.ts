import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PublicError } from '../../errors.ts';
import type { Viewer } from '../../viewer.ts';
import { STREAM_LIMITS, Streams } from './streams.ts';

let streams: Streams;
beforeEach(() => {
  streams = new Streams({ now: () => new Date(0) });
});
afterEach(() => streams.close());

const viewerOf = (actorId: string, tenantId: string): Viewer => ({
  via: 'PORTAL',
  role: 'csp.owner',
  side: 'partner',
  tenantId,
  actorId,
  actorName: actorId,
  memberId: actorId,
  scopes: ['read'],
  subjectId: null,
});
const open = (actorId: string, tenantId: string) => {
  const viewer = viewerOf(actorId, tenantId);
  return streams.open(viewer, async () => viewer);
};

describe('streams', () => {
  it('are limited for each actor, and an ended one no longer counts', () => {
    const own = Array.from({ length: STREAM_LIMITS.perActor }, () => open('a', 't'));
    expect(() => open('a', 't')).toThrow('Too many requests');
    open('b', 't');
    own[0]!.end();
    own[0]!.end();
    open('a', 't');
    expect(() => open('a', 't')).toThrow('Too many requests');
  });

  it('are limited for each organization', () => {
    for (let i = 0; i < STREAM_LIMITS.perTenant; i++) open(`a${i}`, 't');
    expect(() => open('b', 't')).toThrow('Too many requests');
    open('b', 'u');
  });

  it('end by a report although their credential was checked an instant ago', async () => {
    let valid = true;
    const viewer = viewerOf('a', 't');
    const stream = streams.open(viewer, async () => (valid ? viewer : null));
    const other = open('b', 'u');
    valid = false;
    expect(await stream.alive()).toBe(true);
    await streams.doubt(['t']);
    expect([stream.over, other.over]).toEqual([true, false]);
  });

  it('end by a report that overtakes a check', async () => {
    const viewer = viewerOf('a', 't');
    const checks: ((found: Viewer | null) => void)[] = [];
    const stream = streams.open(
      viewer,
      () =>
        new Promise((resolve) => {
          checks.push(resolve);
        }),
    );
    const checked = stream.alive(0);
    stream.doubt();
    // The first check began before the report.
    checks.shift()!(viewer);
    while (checks.length === 0) await Promise.resolve();
    checks.shift()!(null);
    expect(await checked).toBe(false);
  });

  it('outlast an unavailable database, unless a report says that their credential may have ended', async () => {
    const stream = streams.open(viewerOf('a', 't'), () =>
      Promise.reject(new PublicError('UNAVAILABLE', 'Later.')),
    );
    expect(await stream.alive(0)).toBe(true);
    await streams.doubt(['a']);
    expect(stream.over).toBe(true);
  });

  it('are opened without a scan of the open ones', () => {
    let looks = 0;
    for (let i = 0; i < 50; i++) {
      const viewer = new Proxy(viewerOf(`a${i}`, 't'), {
        get(target, name: keyof Viewer) {
          looks += 1;
          return target[name];
        },
      });
      streams.open(viewer, async () => viewer);
    }
    const before = looks;
    open('b', 't');
    expect(looks).toBe(before);
  });
});
