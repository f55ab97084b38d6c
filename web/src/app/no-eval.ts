import { config } from 'zod/v4/core';

// Schemas are read, never compiled: the policy of the page forbids it, and a mere try would be told as a violation.
config({ jitless: true });
