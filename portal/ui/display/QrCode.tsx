import { create } from 'qrcode';
import { useMemo } from 'react';

export interface QrCodeProps {
  value: string;
  label: string;
  size?: number;
}

/** A QR code drawn as one SVG path; always dark on white, or scanners fail in the dark theme. */
export function QrCode({ value, label, size = 160 }: QrCodeProps) {
  const { path, edge } = useMemo(() => {
    const { modules } = create(value, { errorCorrectionLevel: 'M' });
    let d = '';
    for (let row = 0; row < modules.size; row++)
      for (let column = 0; column < modules.size; column++)
        if (modules.get(row, column)) d += `M${column + 2} ${row + 2}h1v1h-1z`;
    return { path: d, edge: modules.size + 4 };
  }, [value]);
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${edge} ${edge}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={edge} height={edge} fill="#fff" rx="1" />
      <path d={path} fill="#111" />
    </svg>
  );
}
