import type { Session } from '../../lib/auth.ts';
import { sideOf } from '../../lib/session.ts';

/** A Home for one kind of work. */
export type HomeKind =
  | 'sales'
  | 'money'
  | 'service'
  | 'developer'
  | 'seller'
  | 'operator'
  | 'buyer';

/** The Homes of a session, its own first: who sells opens sales and may also look at the money. */
export function kindsOf(session: Session): readonly HomeKind[] {
  const may = (name: string) => session.may.includes(name);
  const side = sideOf(session);
  if (side !== 'PARTNER') return [side.toLowerCase() as 'seller' | 'operator' | 'buyer'];
  const money = may('SettlementBill');
  if (may('partnerBindingInvite')) return money ? ['sales', 'money'] : ['sales'];
  if (money) return ['money', 'sales'];
  return [may('ApiKey') ? 'developer' : 'service'];
}
