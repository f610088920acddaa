/** Why something is not found, or is found besides, by the id of the entry or case. */
export interface Reasons { readonly [id: string]: string }
