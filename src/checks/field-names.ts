import type { Json } from '../model/json';

/**
 * Which of some names of fields an object has, at any depth. Most checks are about fields that most objects do not have; one look at all
 * names tells which checks need not look.
 */
export class FieldNames {
  private readonly ids = new Map<string, number>();
  /** For each name, the number of the last object that had it. */
  private readonly seen: number[] = [];
  private current = 0;

  /** The numbers of names, to ask for them later. */
  public idsOf(names: readonly string[]): readonly number[] {
    return names.map((name) => {
      const id = this.ids.get(name) ?? this.ids.size;
      if (id === this.seen.length) {
        this.ids.set(name, id);
        this.seen.push(0);
      }
      return id;
    });
  }

  /** Looks at an object; what is asked next is asked of it. */
  public read(json: Json): void {
    this.current++;
    // Not by calling itself: objects that people wrote can be nested as deep as they like.
    const waiting: Json[] = [json];
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      if (Array.isArray(value)) {
        for (const item of value) { if (typeof item === 'object' && item !== null) { waiting.push(item); } }
      } else if (typeof value === 'object' && value !== null) {
        for (const key of Object.keys(value)) {
          const id = this.ids.get(key);
          if (id !== undefined) { this.seen[id] = this.current; }
          const member = value[key];
          if (typeof member === 'object' && member !== null) { waiting.push(member); }
        }
      }
    }
  }

  /** Whether the object has one of the names. */
  public hasAny(ids: readonly number[]): boolean {
    for (const id of ids) { if (this.seen[id] === this.current) { return true; } }
    return false;
  }
}
