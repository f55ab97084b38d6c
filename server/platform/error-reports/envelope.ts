/** An event in an envelope: three lines of JSON, the second with the length of the third in bytes. */
export function envelopeOf(id: string, at: Date, event: object): string {
  const payload = JSON.stringify(event);
  const header = { event_id: id, sent_at: at.toISOString() };
  const item = { type: 'event', content_type: 'application/json', length: Buffer.byteLength(payload) };
  return `${JSON.stringify(header)}\n${JSON.stringify(item)}\n${payload}\n`;
}
