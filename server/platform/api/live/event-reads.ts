import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../../viewer.ts';

/** Events whose readings are kept for followers that come to them later. */
const EVENTS = 64;

/** The parts of a follower's operation that decide its result: what it asks, and who asks. */
interface FollowedOperation
  extends Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'> {
  readonly contextValue: { readonly viewer: Viewer | null };
}

/** The result of an operation for an event. */
export interface Reading {
  /** Null for an event that the viewer may not see. */
  readonly result: ExecutionResult | null;
  /** Whether it was asked who the viewer is, beyond organization, role and link. */
  readonly isPersonal: boolean;
}

/**
 * Reads each event once for all followers with the same document and the same eyes: organization, role and the
 * subject of a link. A reading that asked for the person is that person's alone.
 */
export class EventReads {
  private readonly byEvent = new LRUCache<object, Map<string, Promise<Reading>>>({
    max: EVENTS,
    memoMethod: () => new Map(),
  });
  private readonly documents = new WeakMap<object, number>();
  private seen = 0;

  async of(
    event: object,
    operation: FollowedOperation,
    read: () => Promise<Reading>,
  ): Promise<ExecutionResult | null> {
    const { tenantId, role, subjectId, actorId, memberId } = operation.contextValue.viewer!;
    const { document, operationName, variableValues } = operation;
    const asked = [this.numberOf(document), operationName, variableValues];
    const ofEyes = JSON.stringify([asked, tenantId, role, subjectId]);
    const ofPerson = JSON.stringify([asked, tenantId, role, subjectId, actorId, memberId]);
    const readings = this.byEvent.memo(event);
    const start = (): Promise<Reading> => {
      const reading = read();
      readings.set(ofPerson, reading);
      return reading;
    };
    let common = readings.get(ofEyes);
    if (!common) {
      common = start();
      readings.set(ofEyes, common);
    }
    const { result, isPersonal } = await common;
    return isPersonal ? (await (readings.get(ofPerson) ?? start())).result : result;
  }

  private numberOf(document: object): number {
    const number = this.documents.get(document) ?? this.seen++;
    this.documents.set(document, number);
    return number;
  }
}
