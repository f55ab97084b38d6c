/** What stops the demo, said to whoever runs it. */
export class Sentence extends Error {
  override name = 'Sentence';
}
