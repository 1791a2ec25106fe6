import { useEffect, useState } from 'react';

/** A value that follows with a delay: it updates once unchanged for `delay` ms. */
export function useSettled<V>(value: V, delay = 300): V {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
}
