import styles from './Popover.module.css';

/** How everything looks that opens beside its button, and a list inside of it. */
export const popoverClass = styles.popover ?? '';
export const listClass = styles.list ?? '';
