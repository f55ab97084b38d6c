import { report, type Story } from './story.ts';

const SERVICES = ['the order service', 'the time recording', 'the customer portal', 'the label printing'];

/** Software and the people who use it. */
export const SOFTWARE: readonly Story[] = [
  {
    type: 'incident',
    category: 'Software',
    tags: ['regression', 'customer affected'],
    severity: 'high',
    things: ['4.11', '4.12', '5.0', '5.2'],
    sites: SERVICES,
    title: 'Release {thing} of {site} rounds prices down',
    summary: 'Invoices of {minutes} orders were a cent too low each; found by a customer, not by us.',
    body: report({
      happened:
        'Since release {thing} the line totals of {site} were cut off after two decimals where they had been rounded. The sum differs by a cent on about every third order.',
      timeline: ['Release in production', 'A customer asks about a cent', 'Release taken back'],
      cause:
        'A helper for amounts was replaced by one that divides whole numbers. Its tests used amounts that end in 00 or 50, where both give the same.',
      done: 'Release taken back, orders since then computed anew, the difference booked as goodwill.',
      change: [
        'Tests of amounts draw random values and compare with decimal arithmetic',
        'Totals of the day are compared between the old and the new release before it is switched over',
      ],
    }),
    comments: ['Please link the case from last year, it was the same helper.', 'Linked.'],
    file: 'log',
  },
  {
    type: 'incident',
    category: 'Software',
    tags: ['root cause known'],
    severity: 'medium',
    things: ['node 1', 'node 2', 'node 3', 'node 4'],
    sites: SERVICES,
    title: 'Disk of {thing} full, {site} read-only',
    summary: 'A debug log nobody had switched off filled the disk in {value} days.',
    body: report({
      happened:
        'Writes of {site} failed on {thing} while reads went on. Half of the users noticed nothing, the other half could not save for {minutes} minutes.',
      timeline: [
        'Disk at 95 %, warning sent to a closed channel',
        'First failed write',
        'Old logs removed, writes work',
      ],
      cause:
        'A debug log had been switched on for an analysis in spring. Its rotation counts files and not bytes, and one file had grown to 80 GB.',
      done: 'Logs removed, log level back to normal, channel of the warning corrected.',
      change: ['Rotation by size', 'A changed log level ends by itself after a day'],
    }),
    comments: ['The closed channel is the part I would put first.'],
    file: 'log',
  },
  {
    type: 'incident',
    category: 'Human factors',
    tags: ['near miss', 'workaround'],
    severity: 'medium',
    things: ['the test database', 'the old archive', 'the price list', 'the shift plan'],
    sites: ['for a rehearsal', 'at the end of the quarter', 'during the move', 'on a Friday evening'],
    title: 'Someone nearly overwrote {thing} {site}',
    summary: 'The window said "test", the session did not. Noticed one key before it was too late.',
    body: report({
      happened:
        'For the work on {thing} {site} two windows were open, one of them on the live system. The command had been typed into the wrong one and was not sent.',
      timeline: [
        'Both windows opened',
        'Command typed, prompt looks odd',
        'Command cleared, second pair of eyes called',
      ],
      cause:
        'Both prompts are the same colour and show the machine name after 40 characters of path. The person had been on shift for eleven hours.',
      done: 'Nothing had to be repaired. The command was run in the right window by two people.',
      change: [
        'Live prompts are red and begin with the name',
        'No such work after the ninth hour of a shift',
      ],
    }),
    comments: ['Thank you for writing this one down at all.', 'I second that.'],
    file: 'settings',
  },
  {
    type: 'pattern',
    category: 'Software',
    tags: ['root cause known'],
    severity: null,
    things: ['Time zones', 'Leap days', 'Retries', 'Character sets'],
    sites: ['in imports', 'in reports', 'in reminders', 'between two systems'],
    title: '{thing} {site}: off by one, twice or not at all',
    summary: 'A family of faults that tests with today’s date do not find.',
    body: [
      '## How to recognise it',
      'The fault shows on some days and some records only, and the report says "sometimes".',
      '## Why it happens',
      '{thing} {site} are handled in two places, each correct by itself.',
      '## What to do',
      'Find both places. Decide which one is right, and let the other pass values through untouched.',
      '## How to prevent it',
      'One type for the value, made at the border. Tests that walk over a whole year, both changes of the clock and the last of February included.',
    ].join('\n\n'),
    comments: ['Could you add the link to the import case? It is the best example.'],
    file: 'drawing',
  },
  {
    type: 'incident',
    category: 'Process',
    tags: ['recurring'],
    severity: 'low',
    things: ['on-call phone 1', 'on-call phone 2', 'the duty mailbox', 'the alarm group'],
    sites: ['at the change of shift', 'over the weekend', 'in the holidays', 'after the move'],
    title: 'Nobody answered {thing} {site}',
    summary: 'An alarm waited {minutes} minutes for a person. It was a small one.',
    body: report({
      happened:
        'An alarm went to {thing} {site} and was not answered. The second stage was called after {minutes} minutes.',
      timeline: ['Alarm raised', 'No answer, repeated twice', 'Second stage answers'],
      cause:
        'The hand-over is done in the plan, and the phone is forwarded by hand. That day only the plan was changed.',
      done: 'Forwarding corrected. The alarm itself cleared without help.',
      change: ['Forwarding follows the plan by itself', 'A test call after every hand-over'],
    }),
    comments: ['Small alarm, good lesson.'],
    file: 'log',
  },
];
