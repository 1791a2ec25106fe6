interface Line {
  repayment: string;
  repaidAt: string | null;
}

/** Repayment of an order that was paid on credit; null for one that was not. */
export function repaymentOf(
  lines: readonly Line[],
): { state: 'OUTSTANDING' | 'REPAID'; at: string | null } | null {
  if (lines.some(({ repayment }) => repayment === 'OUTSTANDING'))
    return { state: 'OUTSTANDING', at: null };
  const repaid = lines.find(({ repayment }) => repayment === 'REPAID');
  return repaid ? { state: 'REPAID', at: repaid.repaidAt } : null;
}
