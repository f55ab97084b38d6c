import { report, type Story } from './story.ts';

const PLACES = ['data room A', 'data room B', 'the harbour office', 'the river site'];

/** Networks and the rooms they stand in. */
export const NETWORK: readonly Story[] = [
  {
    type: 'incident',
    category: 'Network',
    tags: ['root cause known', 'customer affected'],
    severity: 'critical',
    things: ['core switch SW-1', 'core switch SW-2', 'edge router R-3', 'firewall pair FW-1'],
    sites: PLACES,
    title: '{thing} in {site} unreachable after a change of routes',
    summary:
      'The site was off the network for {minutes} minutes. The change had been reviewed, its order had not.',
    body: report({
      happened:
        'A planned change of routes on {thing} in {site} removed the old default route before the new one was in force. Management access used the same path and was lost with it.',
      timeline: [
        'Change begins, first two steps as planned',
        'Old default route removed, site off the network',
        'Console cable connected, route set by hand',
      ],
      cause:
        'The steps had been copied from a change with two uplinks; this site has one. The review looked at each line and not at the state between two lines.',
      done: 'Route set from the console. The automatic rollback had been confirmed too early and so did not fire.',
      change: [
        'Rollback timer is confirmed only by someone who reaches the site from outside',
        'A drawing of each intermediate state is part of the change',
      ],
    }),
    comments: [
      'Could the monitoring have told us before the phone did?',
      'It could: the probe runs inside the site. One outside is ordered.',
    ],
    file: 'log',
  },
  {
    type: 'incident',
    category: 'Network',
    tags: ['recurring', 'workaround'],
    severity: 'medium',
    things: ['access point AP-12', 'access point AP-17', 'access point AP-21', 'access point AP-30'],
    sites: ['the warehouse', 'the cold store', 'the loading bay', 'the canteen'],
    title: 'Scanners in {site} lose {thing} every morning',
    summary: 'Hand scanners drop off for some seconds when the shift starts; bookings are sent twice.',
    body: report({
      happened:
        'Between six and seven the scanners in {site} lose {thing} and come back by themselves. A booking that was on its way is sent again, so that stock is counted twice.',
      timeline: [
        'First scanner drops off',
        '{value} scanners without a connection',
        'All back, eleven bookings doubled',
      ],
      cause:
        'All scanners leave their chargers at the same time and ask for an address at once. The lease pool of the segment had been sized for the old devices and runs empty.',
      done: 'Pool enlarged. Doubled bookings found by their time stamps and taken back.',
      change: ['Leases last twelve hours', 'A booking carries a number of its own and is taken once'],
    }),
    comments: ['The number of its own is the real fix, and it helps elsewhere too.'],
    file: 'log',
  },
  {
    type: 'incident',
    category: 'Hardware',
    tags: ['near miss'],
    severity: 'high',
    things: ['UPS 1', 'UPS 2', 'cooling unit C-1', 'cooling unit C-4'],
    sites: PLACES,
    title: '{thing} in {site} failed its monthly test',
    summary:
      'The test ended after {minutes} of 600 seconds. Had the mains failed that day, the room would have gone dark.',
    body: report({
      happened:
        'In the monthly test {thing} in {site} carried the load for {minutes} seconds and then switched back. The panel had shown full capacity until then.',
      timeline: ['Test begins at 64 % load', 'Voltage falls steeply', 'Back on mains, test broken off'],
      cause:
        'Two of twelve blocks had a high internal resistance. The panel computes capacity from the age and the temperature and does not measure it.',
      done: 'All twelve blocks replaced; a rented unit stood beside it meanwhile.',
      change: [
        'Internal resistance measured every quarter',
        'Blocks replaced after four years, measured or not',
      ],
    }),
    comments: [
      'What is the age of the blocks in the other rooms?',
      'Listed in the attached table; two sets are due.',
    ],
    file: 'trend',
  },
  {
    type: 'pattern',
    category: 'Network',
    tags: ['recurring'],
    severity: null,
    things: ['Certificates', 'Domain names', 'Support contracts', 'Phone numbers'],
    sites: [
      'nobody renews',
      'renewed for the wrong name',
      'that end on a holiday',
      'known to one person only',
    ],
    title: '{thing} {site}',
    summary: 'Things that end on a date, and end unnoticed.',
    body: [
      '## How to recognise it',
      'Everything worked yesterday, nothing was changed, and the failure begins at midnight or on the hour.',
      '## Why it happens',
      'The reminder goes to a person who has left, to a mailbox nobody reads, or three months ahead, when nobody can act on it yet.',
      '## What to do',
      'Renew first, find out later. Note the new end date in the list of dates, with two names.',
      '## How to prevent it',
      'The monitoring asks the thing itself for its date and warns at 30, 14 and 3 days. A list kept by hand is only the second line.',
    ].join('\n\n'),
    comments: ['Added to the reading list for new colleagues.'],
    file: 'settings',
  },
  {
    type: 'test-report',
    category: 'Network',
    tags: [],
    severity: null,
    things: ['The link to site R', 'The backup line', 'The radio bridge', 'The new firewall'],
    sites: ['at full load', 'during a storm', 'with encryption', 'after the upgrade'],
    title: '{thing} {site}: throughput and delay',
    summary: 'Median delay {value} ms, no loss over {minutes} minutes.',
    body: [
      '## Question',
      '{thing} {site}: is it good enough for calls and for the nightly copy at the same time?',
      '## Set-up',
      'Two small computers, one at each end, clocks by the same source. One stream of 200 packets a second, and the copy beside it.',
      '## Results',
      'Median delay {value} ms, 99th percentile three times that. No packet lost in {minutes} minutes. The copy took the rest of the bandwidth and gave way to the stream.',
      '## Conclusion',
      'Good enough for both. Not tested: two copies at once.',
    ].join('\n\n'),
    comments: ['Raw data please, then I will verify.'],
    file: 'trend',
  },
];
