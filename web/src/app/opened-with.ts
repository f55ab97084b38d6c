/** The query this page was opened with, byte for byte: the router writes it anew, and a signature is over this one. */
export const openedWith = location.search.slice(1);
