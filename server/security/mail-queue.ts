/** A mail by its template: what it says is rendered when it is sent. No content of a case, ever. */
export type Letter =
  | { readonly template: 'sign-in-code'; readonly to: string; readonly code: string }
  | { readonly template: 'session-ended'; readonly to: string; readonly device: string; readonly at: string }
  | {
      readonly template: 'invitation';
      readonly to: string;
      readonly workspace: string;
      readonly inviter: string;
      readonly role: string;
      readonly token: string;
    }
  | ({ readonly template: 'review-requested'; readonly requester: string } & AboutCase)
  | ({ readonly template: 'mention'; readonly author: string } & AboutCase);

interface AboutCase {
  readonly to: string;
  readonly workspaceId: string;
  readonly caseId: string;
  readonly caseNumber: number;
}

/** Where features leave their mail. Durable, and sealed while it waits. */
export interface MailQueue {
  /** `onlyIfKnown`: sent only to an address that has an account or an open invitation, decided when it is sent. */
  queue(letter: Letter, options?: { readonly onlyIfKnown?: boolean }): Promise<void>;
}
