import type { Note } from '../chart-code';
import type { Statement } from '../code';
import type { NormalObject } from '../normal-form';

/** An object of a file that may be part of a pattern. */
export interface Piece {
  readonly normal: NormalObject;
  readonly note: (text: string) => Note;
}

/** Patterns that might be what some objects say. It is tried before it is taken. */
export interface Candidate {
  /** The objects that the patterns would write. */
  readonly pieces: readonly Piece[];
  readonly statements: readonly Statement[];
  /** Ids of the constructs, next to each other in the chart. */
  readonly ids: readonly string[];
  /** The namespace of hosts, in which short names are meant. */
  readonly namespace?: string;
}

/** A port of a Kubernetes Service. */
export interface KnownPort {
  readonly name: string;
  readonly number: number;
}

/** What all files together say. */
export interface Surroundings {
  /** The ports of a Service; `undefined`, if the Service is not among the files, or has ports that patterns do not take. */
  readonly portsOf: (service: string, namespace: string | undefined) => readonly KnownPort[] | undefined;
  /** Whether a host is still free for a MeshService; asked once, it is not. */
  readonly claim: (host: string) => boolean;
}
