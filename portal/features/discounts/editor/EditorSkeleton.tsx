import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';

const GOODS_AND_LINES = [
  { lines: 3, height: 32 },
  { lines: 4, height: 32 },
];

export const EditorSkeleton = ({ title }: { title?: string }) => (
  <RecordSkeleton title={title} cards={GOODS_AND_LINES} />
);
