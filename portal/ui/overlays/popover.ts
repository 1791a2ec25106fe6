import styles from './Popover.module.css';

/** Class names of popovers and of the lists inside them. */
export const popoverClass = styles.popover ?? '';
export const listClass = styles.list ?? '';
