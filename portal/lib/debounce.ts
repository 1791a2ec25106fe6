import { useEffect, useState } from 'react';

/** A value that follows once it rests for `delay` ms. */
export function useSettled<V>(value: V, delay = 300): V {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
}
