/** One line without control characters, and without the marks that make a name read as another (claim FC-40). */
export const PLAIN_LINE = /^[^\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u;
