import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { type Activity, contentOf } from './activity.ts';
import { hmac } from './hmac.ts';
import { parametersOfStored, type RawRequest, receive } from './receive.ts';
import { authToken } from './v1.ts';
import { kitSignature, v2Signature } from './v2.ts';

const KEY = 'demo-access-key-0001';
const NOW = new Date('2026-11-27T02:24:00.000Z');
const MS = String(NOW.getTime());
const NONCE = 'Of4lsV7H1qrzVDI52O5CFk2ofPcZRaA6';
const NOTIFY = { orderLineId: 'CS1-000001', activity: 'orderNotify', orderId: 'CS1' };

const v1 = (given: Record<string, string>, timeStamp = '20261127022400000'): RawRequest => {
  const sorted = Object.entries({ ...given, timeStamp }).sort(([a], [b]) => (a < b ? -1 : 1));
  const token = authToken(KEY, timeStamp, sorted.map(([k, v]) => `${k}=${v}`).join('&'));
  const query = new URLSearchParams([...sorted, ['authToken', token]]).toString();
  return { protocol: 'V1', query, headers: {}, body: Buffer.alloc(0) };
};

const v2 = (body: string | Buffer, timestamp = MS, nonce = NONCE): RawRequest => {
  const signature = v2Signature(KEY, { timestamp, nonce }, body);
  const query = new URLSearchParams({ signature, timestamp, nonce }).toString();
  return { protocol: 'V2', query, headers: {}, body: Buffer.from(body) };
};

const kit = (body: string, kitActivity = 'authSync', timestamp = MS): RawRequest => ({
  protocol: 'KIT',
  query: '',
  headers: {
    'x-sign': kitSignature(KEY, { timestamp, nonce: NONCE }, Buffer.from(body)).toUpperCase(),
    'x-timestamp': timestamp,
    'x-nonce': NONCE,
  },
  body: Buffer.from(body),
  kitActivity,
});

const outcome = (request: RawRequest, key = KEY, now = NOW): string => {
  const received = receive(request, key, now);
  return 'refusal' in received ? received.refusal : received.notification.activity;
};

describe('a signed request', () => {
  it('is accepted in each protocol', () => {
    expect(outcome(v1({ activity: 'newInstance', orderId: 'CS1' }))).toBe('NEW_INSTANCE');
    expect(outcome(v2(JSON.stringify(NOTIFY)))).toBe('ORDER_NOTIFY');
    expect(outcome(kit('{"tenantId":"t1"}'))).toBe('USER_SYNC');
  });

  it('carries its parameters, the time of its signature and a nonce', () => {
    expect(receive(v2(JSON.stringify(NOTIFY)), KEY, NOW)).toEqual({
      notification: {
        protocol: 'V2',
        activity: 'ORDER_NOTIFY',
        activityName: 'orderNotify',
        sentAt: NOW,
        nonce: NONCE,
        parameters: NOTIFY,
      },
    });
    const first = v1({ activity: 'newInstance', name: '云市 & Sons' });
    expect(receive(first, KEY, NOW)).toMatchObject({
      notification: { sentAt: NOW, parameters: { activity: 'newInstance', name: '云市 & Sons' } },
    });
  });

  it('carries its encrypted fields decrypted, and no password', () => {
    const given = {
      activity: 'newInstance',
      mobilePhone: '0123456789abcdefK9DWY645NBc8FR0Y+6UFzQ==',
      password: 'secret',
    };
    const request = v1(given);
    const parameters = { activity: 'newInstance', mobilePhone: '13800000000' };
    expect(receive(request, KEY, NOW)).toMatchObject({ notification: { parameters } });
    expect(parametersOfStored('V1', request.query, KEY)).toEqual(parameters);
    expect(parametersOfStored('V2', JSON.stringify(NOTIFY), KEY)).toEqual(NOTIFY);
    const foreign = { ...given, mobilePhone: '0123456789abcdefK9DWY645NBc8FR0Y+6UFzg==' };
    expect(outcome(v1(foreign))).toBe('MALFORMED');
  });

  it('may write its time in seconds', () => {
    expect(outcome(v2(JSON.stringify(NOTIFY), MS.slice(0, 10)))).toBe('ORDER_NOTIFY');
  });

  it('may write its signature in capitals', () => {
    const request = v2(JSON.stringify(NOTIFY));
    const query = request.query.replace(/signature=(\w+)/, (all) => all.toUpperCase());
    expect(outcome({ ...request, query: query.replace('SIGNATURE', 'signature') })).toBe(
      'ORDER_NOTIFY',
    );
  });

  it('may sign its JSON with sorted keys instead of its bytes', () => {
    const sorted = JSON.stringify({
      activity: 'orderNotify',
      orderId: 'CS1',
      orderLineId: 'CS1-000001',
    });
    const request = v2(sorted);
    expect(outcome({ ...request, body: Buffer.from(JSON.stringify(NOTIFY)) })).toBe('ORDER_NOTIFY');
    const swapped = { ...NOTIFY, orderId: 'CS2' };
    expect(outcome({ ...request, body: Buffer.from(JSON.stringify(swapped)) })).toBe('FORGED');
  });

  it('names an activity that is not known', () => {
    expect(outcome(v2('{"activity":"toString"}'))).toBe('OTHER');
    expect(outcome(v2('{"activity":7}'))).toBe('OTHER');
    expect(outcome(kit('{}', 'constructor'))).toBe('OTHER');
  });
});

describe('a refused request', () => {
  it('is late after 60 s, in each protocol and direction', () => {
    const later = new Date(NOW.getTime() + 60_001);
    const earlier = new Date(NOW.getTime() - 60_001);
    for (const request of [
      v1({ activity: 'newInstance' }),
      v2(JSON.stringify(NOTIFY)),
      kit('{"tenantId":"t1"}'),
    ]) {
      expect(outcome(request, KEY, later)).toBe('LATE');
      expect(outcome(request, KEY, earlier)).toBe('LATE');
    }
    expect(outcome(v1({ activity: 'newInstance' }, 'yesterday'))).toBe('LATE');
  });

  it('is signed by another key', () => {
    for (const request of [v1({ activity: 'newInstance' }), v2('{}'), kit('{}')])
      expect(outcome(request, 'another-key')).toBe('FORGED');
  });

  it('has no signature at all', () => {
    for (const protocol of ['V1', 'V2', 'KIT'] as const) {
      const bare = { protocol, headers: {}, body: Buffer.from('{}') };
      expect(outcome({ ...bare, query: '' })).toBe('FORGED');
      expect(outcome({ ...bare, query: 'signature=&timestamp=&nonce=' })).toBe('FORGED');
    }
  });

  test.each([
    ['bytes that are not UTF-8', Buffer.from('{"activity":"\xb9\xba"}', 'latin1')],
    ['no JSON', Buffer.from('activity=orderNotify')],
    ['a list', Buffer.from('[]')],
    ['nothing', Buffer.alloc(0)],
    ['a null character', Buffer.from('{"orderId":"\\u0000"}')],
    ['half a surrogate pair', Buffer.from('{"orderId":"\\ud800"}')],
    ['too many levels', Buffer.from('['.repeat(40_000) + ']'.repeat(40_000))],
  ])('is signed, but holds %s', (_, body) => {
    expect(outcome(v2(body))).toBe('MALFORMED');
  });

  it('moves a digit from the time to the nonce', () => {
    const request = v2(JSON.stringify(NOTIFY));
    const query = request.query
      .replace(MS, MS.slice(1))
      .replace(NONCE, `${NONCE}${MS.slice(0, 1)}`);
    expect(outcome({ ...request, query })).toBe('FORGED');
  });
});

/** Replaces the byte at a place by another one. */
const flipped = (bytes: Buffer, place: number, by: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[place % copy.length]! ^= by;
  return copy;
};
const place = fc.nat();
const by = fc.integer({ min: 1, max: 127 });

describe('one changed byte', () => {
  // A body whose JSON is not its sorted form, so that only its bytes can be signed.
  const body = JSON.stringify(NOTIFY);

  it('of a V2 or kit body is refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(v2(body), kit(body)), place, by, (request, at, bit) => {
        expect(outcome({ ...request, body: flipped(request.body, at, bit) })).toBe('FORGED');
      }),
    );
  });

  it('of a V2 query is refused, unless it is the case of the signature', () => {
    fc.assert(
      fc.property(place, by, (at, bit) => {
        const request = v2(body);
        const query = flipped(Buffer.from(request.query), at, bit).toString('latin1');
        if (query.toLowerCase() !== request.query.toLowerCase())
          expect(outcome({ ...request, query })).toBe('FORGED');
      }),
    );
  });

  it('of a kit header is refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('x-sign', 'x-timestamp', 'x-nonce'),
        place,
        by,
        (name, at, bit) => {
          const request = kit(body);
          const value = String(request.headers[name]);
          const changed = flipped(Buffer.from(value), at, bit).toString('latin1');
          fc.pre(name !== 'x-sign' || changed.toLowerCase() !== value.toLowerCase());
          expect(outcome({ ...request, headers: { ...request.headers, [name]: changed } })).toBe(
            'FORGED',
          );
        },
      ),
    );
  });

  it('of a V1 query is refused, unless the parameters stay the same', () => {
    const same = (query: string): string => JSON.stringify([...new URLSearchParams(query)].sort());
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: 'grapheme' })),
        place,
        by,
        (given, at, bit) => {
          const request = v1({ ...given, activity: 'newInstance' });
          fc.pre(outcome(request) === 'NEW_INSTANCE');
          const query = flipped(Buffer.from(request.query), at, bit).toString('latin1');
          if (same(query) !== same(request.query))
            expect(outcome({ ...request, query })).toBe('FORGED');
        },
      ),
    );
  });

  it('in a sorted body changes no parameter', () => {
    const sorted = Buffer.from('{"activity":"orderNotify","orderId":"CS1"}');
    fc.assert(
      fc.property(place, by, (at, bit) => {
        const changed = flipped(sorted, at, bit);
        const received = receive({ ...v2(sorted), body: changed }, KEY, NOW);
        if ('notification' in received)
          expect(received.notification.parameters).toEqual(JSON.parse(sorted.toString()));
      }),
    );
  });
});

describe('parameters', () => {
  const read = (activity: Activity, given: unknown) => contentOf(activity, given);

  test.each<[Activity, object, string]>([
    ['ORDER_NOTIFY', {}, 'orderId'],
    ['ORDER_NOTIFY', { orderId: 7 }, 'orderId'],
    ['ORDER_NOTIFY', { orderId: 'x'.repeat(65) }, 'orderId'],
    ['ORDER_NOTIFY', { orderId: 'CS1', testFlag: '2' }, 'testFlag'],
    ['QUERY_INSTANCE', { instanceId: '' }, 'instanceId.0'],
    ['QUERY_INSTANCE', { instanceId: Array(101).fill('i').join(',') }, 'instanceId'],
    ['REFRESH_INSTANCE', { instanceId: 'i', scene: 'PARTY' }, 'scene'],
    ['INSTANCE_STATUS', { instanceId: 'i' }, 'status'],
    ['INSTANCE_STATUS', { instanceId: 'i', status: 'MELT' }, 'status'],
    ['UPGRADE_INSTANCE', { instanceId: 'i' }, 'orderId'],
    ['USER_SYNC', { tenantId: 't', flag: 1, userList: [{ name: 'n' }] }, 'userList.0.userName'],
    ['USER_SYNC', { tenantId: 't', flag: 4, userList: [] }, 'flag'],
    ['DEPARTMENT_SYNC', { tenantId: 't' }, 'orgCode'],
  ])('of %s %j are refused at %s', (activity, given, path) => {
    expect(read(activity, given)).toEqual({ path });
  });

  it('of a query are up to 100 instances', () => {
    const ids = Array.from({ length: 100 }, (_, i) => `i${i}`);
    expect(read('QUERY_INSTANCE', { instanceId: ids.join(', ') })).toMatchObject({
      content: { instanceId: ids, testFlag: false },
    });
  });

  it('of a status are one word in V2 and another in V1', () => {
    expect(read('INSTANCE_STATUS', { instanceId: 'i', status: 'UNFREEZE' })).toMatchObject({
      content: { status: false },
    });
    expect(read('INSTANCE_STATUS', { instanceId: 'i', instanceStatus: 'FREEZE' })).toMatchObject({
      content: { instanceStatus: true },
    });
  });

  it('of a user sync are a list, or JSON text of one in V1', () => {
    const userList = [{ userName: 'li.wei', email: 'li@example.cn', enable: 'true' }];
    const given = { tenantId: 't', flag: 1, testFlag: 0, currentSyncTime: '20220420114117642' };
    const content = {
      flag: 'ADDED',
      userList,
      testFlag: false,
      currentSyncTime: new Date('2022-04-20T03:41:17.642Z'),
    };
    expect(read('USER_SYNC', { ...given, userList })).toMatchObject({ content });
    expect(read('USER_SYNC', { ...given, userList: JSON.stringify(userList) })).toMatchObject({
      content,
    });
  });
});

it('keeps the message of V1 in the bytes of UTF-8', () => {
  expect(hmac('k', '云', 'hex')).toBe(hmac('k', Buffer.from([0xe4, 0xba, 0x91]), 'hex'));
});
