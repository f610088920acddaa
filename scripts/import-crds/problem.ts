/** Something that the one who runs the script can put right: reported by its text alone, without a stack. */
export class Problem extends Error {}
