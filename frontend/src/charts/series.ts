import styles from './series.module.css';

const count = 12;

/** The look of the i-th of several buckets; the letter beside it tells them apart without colour. */
export const seriesClass = (i: number): string => styles[`s${i % count}`] ?? '';
