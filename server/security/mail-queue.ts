/** A mail by its template: what it says is rendered when it is sent. Words only; links are made from the public URL. */
export type Letter =
  | { readonly template: 'sign-in-code'; readonly to: string; readonly code: string }
  | { readonly template: 'session-ended-by-cap'; readonly to: string; readonly device: string }
  | {
      readonly template: 'invitation';
      readonly to: string;
      readonly workspace: string;
      readonly inviter: string;
      readonly token: string;
    }
  | {
      readonly template: 'review-requested';
      readonly to: string;
      readonly workspaceId: string;
      readonly caseId: string;
    }
  | {
      readonly template: 'mention';
      readonly to: string;
      readonly workspaceId: string;
      readonly caseId: string;
    };

/** Where features leave their mail. Durable, and sealed while it waits. */
export interface MailQueue {
  /** `onlyIfKnown`: sent only to an address that has an account or an open invitation, decided when it is sent. */
  queue(letter: Letter, options?: { readonly onlyIfKnown?: boolean }): Promise<void>;
}
