/** The library. */
export class Placeholder {}
