/** A value that is made when it is first asked for: what the first answer of a start does not need can wait. */
export interface Lazy<T> {
  get(): Promise<T>;
  /** The value if it was ever asked for. */
  peek(): Promise<T> | undefined;
}

export function lazily<T>(make: () => Promise<T>): Lazy<T> {
  let made: Promise<T> | undefined;
  return {
    get() {
      made ??= make();
      return made;
    },
    peek: () => made,
  };
}
