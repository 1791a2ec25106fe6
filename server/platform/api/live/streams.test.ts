import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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
