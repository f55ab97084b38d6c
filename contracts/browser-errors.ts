import { z } from 'zod';

/**
 * POST /browser-errors: an error that nothing in the page handled. The page sends the pattern of its address and not
 * the address, and of a sentence not what it quotes; the server takes out what is left before it passes it on.
 */
export const BrowserError = z.strictObject({
  kind: z.enum(['error', 'rejection', 'render']),
  name: z.string().max(60),
  message: z.string().max(500),
  /** Lines of the stack. */
  stack: z.array(z.string().max(400)).max(20),
  /** As in `/w/$workspaceId/cases/$caseId`. */
  page: z
    .string()
    .max(120)
    .regex(/^\/[\w$/-]*$/),
});
export type BrowserError = z.infer<typeof BrowserError>;
