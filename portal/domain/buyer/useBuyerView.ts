import { useNavigate, useSearch } from '@tanstack/react-router';

export interface BuyerSearch {
  view?: string;
  /** Id of the record that the view shows. */
  open?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : undefined;

/** `validateSearch` of every route that shows the buyer's space. */
export const buyerSearch = (search: Record<string, unknown>): BuyerSearch => ({
  view: text(search.view),
  open: text(search.open),
});

/** The view of the buyer's space that the address names, and a way to another one. */
export function useBuyerView(): BuyerSearch & {
  go: (view: string, open?: string) => Promise<void>;
} {
  const { view, open }: BuyerSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  return {
    view,
    open,
    go: (next, record) => navigate({ to: '.', search: { view: next, open: record } }),
  };
}
