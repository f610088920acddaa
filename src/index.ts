export * as l1 from '../imports';

/** The library. */
export class Placeholder {}
