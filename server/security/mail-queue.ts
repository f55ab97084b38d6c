/** A mail by its template: what it says is rendered when it is sent. No content of a case, ever. */
export type Letter =
  | { readonly template: 'sign-in-code'; readonly to: string; readonly code: string }
  | { readonly template: 'factor-code'; readonly to: string; readonly code: string }
  | { readonly template: 'backup-code-used'; readonly to: string; readonly left: number }
  | {
      readonly template: 'factor-changed';
      readonly to: string;
      readonly change: 'totp-on' | 'totp-off' | 'backup-codes-made';
    }
  | {
      readonly template: 'new-device';
      readonly to: string;
      readonly device: string;
      /** The network, not the address. */
      readonly place: string;
      readonly at: string;
    }
  | { readonly template: 'session-ended'; readonly to: string; readonly device: string; readonly at: string }
  | { readonly template: 'password-reset'; readonly to: string; readonly token: string }
  | { readonly template: 'email-code'; readonly to: string; readonly code: string }
  | {
      readonly template: 'account-notice';
      readonly to: string;
      readonly what: AccountChange;
      readonly at: string;
    }
  | {
      readonly template: 'invitation';
      readonly to: string;
      readonly workspace: string;
      readonly inviter: string;
      readonly role: string;
      readonly token: string;
    }
  | ({ readonly template: 'token-ending'; readonly days: number } & AboutToken)
  | ({ readonly template: 'token-leaked' } & AboutToken)
  | {
      readonly template: 'break-glass-used';
      readonly to: string;
      readonly workspaceId: string;
      readonly workspace: string;
      readonly owner: string;
      readonly at: string;
    }
  | {
      readonly template: 'log-alert';
      readonly to: string;
      readonly workspaceId: string;
      /** What the alert is called. */
      readonly name: string;
      readonly count: number;
      readonly at: string;
    }
  | {
      readonly template: 'sso-certificate';
      readonly to: string;
      readonly workspaceId: string;
      readonly workspace: string;
      readonly provider: string;
      readonly days: number;
    }
  | {
      readonly template: 'access-review';
      readonly to: string;
      readonly workspaceId: string;
      readonly reviewId: string;
    }
  | {
      readonly template: 'report-received';
      readonly to: string;
      readonly token: string;
      readonly acknowledgeBy: string;
    }
  | {
      readonly template: 'report-waiting';
      readonly to: string;
      readonly waiting: number;
      readonly overdue: number;
      readonly acknowledgeBy: string;
    }
  | {
      readonly template: 'privacy-request';
      readonly to: string;
      readonly workspaceId: string;
      readonly token: string;
    }
  | { readonly template: 'privacy-request-answered'; readonly to: string; readonly workspaceId: string }
  | {
      readonly template: 'privacy-requests-due';
      readonly to: string;
      readonly workspaceId: string;
      readonly due: number;
      readonly overdue: number;
    }
  | { readonly template: 'attack-got-through'; readonly to: string; readonly incidentId: string }
  | {
      readonly template: 'dns-review-due';
      readonly to: string;
      /** Since the last review; null before the first. */
      readonly days: number | null;
    }
  | { readonly template: 'report-moved'; readonly to: string; readonly state: ReportState }
  | ({ readonly template: 'review-requested'; readonly requester: string } & AboutCase)
  | ({ readonly template: 'mention'; readonly author: string } & AboutCase);

/** What a reporter of a vulnerability is told that it became. */
export type ReportState = 'acknowledged' | 'confirmed' | 'mended' | 'declined';

/** What a person is told about that was done to the ways into their account. */
export type AccountChange =
  | 'password-set'
  | 'password-removed'
  | 'password-reset'
  | 'email-changed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'passkey-copied'
  | 'factors-reset'
  | 'account-shut'
  | 'account-opened';

interface AboutToken {
  readonly to: string;
  readonly workspaceId: string;
  /** What the token is called. */
  readonly name: string;
}

interface AboutCase {
  readonly to: string;
  readonly workspaceId: string;
  readonly caseId: string;
  readonly caseNumber: number;
}

/**
 * Whom a mail is for at all, decided when it is sent, so that who asked for it learns nothing: `known` has an account
 * or an open invitation, `account` an account, `nobody` neither of them.
 */
export type Recipient = 'known' | 'account' | 'nobody';

/** Where features leave their mail. Durable, and sealed while it waits. */
export interface MailQueue {
  /** `once`: a second letter of this name is left out. */
  queue(letter: Letter, options?: { readonly onlyTo?: Recipient; readonly once?: string }): Promise<void>;
}
