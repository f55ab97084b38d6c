/** What is said to whoever types an address outside of the region. It names the place to ask, not what is allowed. */
export const ELSEWHERE =
  'This stands outside the region where data is kept, or nobody says where it stands. Whoever runs this server can allow it.';
