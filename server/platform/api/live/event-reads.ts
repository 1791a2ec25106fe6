import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../../viewer.ts';

/** Largest number of events with cached results, for followers that reach an event later. */
const EVENTS = 64;

/** The parts of a follower's operation that determine its result: document, variables and viewer. */
interface FollowedOperation
  extends Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'> {
  readonly contextValue: { readonly viewer: Viewer | null };
}

/** The result of an operation for an event. */
export interface Reading {
  /** The result; null for an event that the viewer may not see. */
  readonly result: ExecutionResult | null;
  /** Whether the read used the person's identity, beyond organization, role and link. */
  readonly isPersonal: boolean;
}

/**
 * Reads each event once for all followers with the same document, organization, role and link subject. A result that
 * depends on the person is used only for that person.
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
    const { viewer } = operation.contextValue;
    const { tenantId, role, subjectId, actorId, memberId, scopes, hasFreshProof } = viewer!;
    const { document, operationName, variableValues } = operation;
    const query = [this.numberOf(document), operationName, variableValues];
    const sharedKey = JSON.stringify([query, tenantId, role, subjectId, scopes, hasFreshProof]);
    const personalKey = JSON.stringify([sharedKey, actorId, memberId]);
    const readings = this.byEvent.memo(event);
    const start = (): Promise<Reading> => {
      const reading = read();
      readings.set(personalKey, reading);
      return reading;
    };
    let shared = readings.get(sharedKey);
    if (!shared) {
      shared = start();
      readings.set(sharedKey, shared);
    }
    const { result, isPersonal } = await shared;
    return isPersonal ? (await (readings.get(personalKey) ?? start())).result : result;
  }

  private numberOf(document: object): number {
    const number = this.documents.get(document) ?? this.seen++;
    this.documents.set(document, number);
    return number;
  }
}
